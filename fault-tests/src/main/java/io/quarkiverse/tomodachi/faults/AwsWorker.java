package io.quarkiverse.tomodachi.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;

/**
 * Sends each message on, with how often SQS has delivered it, and ends when that was accepted. So what the application has
 * handled can be counted at the broker, whatever becomes of the application.
 */
@TomodachiService("faults")
@IfBuildProperty(name = "faults.application", stringValue = "aws")
public class AwsWorker {

    private static final int FAILURES = 2;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    @Inject
    AwsSnsSqsPublisher aws;

    @ConfigProperty(name = "faults.pause", defaultValue = "0s")
    Duration pause;

    /** On the event loop. */
    @AwsSnsSqs(topic = "reactive", queueName = "reactive", visibilityTimeout = 10)
    Uni<PublishResult> reactive(String id, SqsMessage message) {
        return aws.send(id, "done", receives(message));
    }

    /** On a worker thread, as slow as it is told to be. */
    @AwsSnsSqs(topic = "blocking", queueName = "blocking", visibilityTimeout = 30)
    void blocking(String id, SqsMessage message) throws InterruptedException {
        Thread.sleep(pause.toMillis());
        aws.sendAndAwait(id, "done", receives(message));
    }

    /** Slower than its queue allows. */
    @AwsSnsSqs(topic = "long", queueName = "long", visibilityTimeout = 10)
    void longer(String id, SqsMessage message) throws InterruptedException {
        Thread.sleep(15_000);
        aws.sendAndAwait(id, "done", receives(message));
    }

    /** In the order of each group, with failures in the middle of those whose number is odd. */
    @AwsSnsSqs(topic = "ordered", queueName = "ordered.fifo", fifo = true, visibilityTimeout = 10)
    @FailurePolicy(initialDelay = "200ms")
    void ordered(String id, SqsMessage message) throws InterruptedException {
        Thread.sleep(pause.toMillis());
        if (id.matches(".*[13579]-5") && failures.merge(id, 1, Integer::sum) <= FAILURES) {
            throw new IllegalStateException("not yet");
        }
        aws.sendAndAwait(id, "done.fifo", receives(message).groupId(message.messageGroupId()));
    }

    /** Takes nothing but numbers. */
    @AwsSnsSqs(topic = "numbers", queueName = "numbers", deadLetterQueueName = "dead", maxReceiveCount = 5)
    void number(long number, SqsMessage message) {
        aws.sendAndAwait(Long.toString(number), "done", receives(message));
    }

    static PublishOptions receives(SqsMessage message) {
        return Publish.attribute("receives", message.approximateReceiveCount());
    }
}
