package io.quarkiverse.tomodachi.it;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;

/** Messages without an envelope, and with one of the application. */
@TomodachiService("notes")
public class Notes {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Inject
    AmqpPublisher amqp;

    @Inject
    AwsSnsSqsPublisher aws;

    @Http.Get("/notes")
    List<String> notes() {
        return seen;
    }

    @Http.Post("/notes")
    Uni<Void> take(String body) {
        return amqp.publish(body, "note.text")
                .chain(() -> amqp.publish(new byte[] { (byte) 0xFF, 0x00 }, "note.bytes"))
                .chain(() -> amqp.publish(body, "note.marked", Publish.envelope(new Marks())))
                .chain(() -> aws.publish(body, "note", Publish.attribute("lang", "sv")))
                .replaceWithVoid();
    }

    @Amqp("note.text")
    void text(String note) {
        seen.add("amqp " + note);
    }

    @Amqp("note.bytes")
    void bytes(byte[] note) {
        seen.add("amqp " + HexFormat.of().formatHex(note));
    }

    @Amqp(value = "note.marked", envelope = Marks.class)
    void marked(String note, MessageMetadata metadata) {
        seen.add("marked " + note + " of " + metadata.topic());
    }

    @AwsSnsSqs(topic = "note", queueName = "notes", rawMessageDelivery = true)
    void note(String note, @Attribute("lang") String language) {
        seen.add("sqs " + note + " in " + language);
    }

    /** Puts the topic in front of the text. */
    public static class Marks implements MessageEnvelope {

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            return topic + ":" + data;
        }

        @Override
        public Parsed parse(String payload) {
            String[] parts = payload.split(":", 2);
            return new Parsed(parts[1], new MessageMetadata(null, "marks", null, parts[0], null, null, null));
        }
    }
}
