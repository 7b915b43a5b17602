package io.quarkiverse.tomodachi.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import com.google.protobuf.Timestamp;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.MessageValidator;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.ValidateWith;
import io.smallrye.mutiny.Uni;

/** Protobuf messages on both transports. */
@FailurePolicy(initialDelay = "500ms", rejectOn = UnsupportedOperationException.class)
@TomodachiService(value = "reminders", envelope = ProtobufEnvelope.class)
public class Reminders {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Inject
    AmqpPublisher amqp;

    @Inject
    AwsSnsSqsPublisher aws;

    @Http.Post("/reminders/(?<seconds>-?[0-9]+)")
    Uni<Void> remind(long seconds) {
        Timestamp time = Timestamp.newBuilder().setSeconds(seconds).build();
        return amqp.publish(time, "reminder.set").chain(() -> aws.publish(time, "reminder-set")).replaceWithVoid();
    }

    @Http.Get("/reminders")
    List<String> reminders() {
        return seen;
    }

    @Deduplicate
    @Amqp("reminder.set")
    void set(@ValidateWith(NotNegative.class) Timestamp time) {
        if (seen.add("amqp " + time.getSeconds()) && time.getSeconds() == 0) {
            throw new UnsupportedOperationException("never");
        }
    }

    /** Texts of messages are made by reflection. */
    @Amqp(value = "reminder.set", queueName = "reminder-texts")
    void tell(Timestamp time) {
        seen.add("text " + time.toString().strip());
    }

    @AwsSnsSqs(topic = "reminder-set", queueName = "reminders")
    void set(byte[] time) {
        seen.add("sqs " + time.length);
    }

    static class NotNegative implements MessageValidator<Timestamp> {

        @Override
        public void validate(Timestamp time) {
            if (time.getSeconds() < 0) {
                throw new IllegalArgumentException("before 1970");
            }
        }
    }
}
