package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** Calls that SQS takes and never answers. */
class QueueConsumerSilenceTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Consumers consumers = Consumers.ofOwnEndpoint();
    private final AwsEndpoint endpoint = consumers.endpoint();

    @AfterEach
    void close() {
        consumers.close();
    }

    private static Faults silent(String call) {
        return Faults.none().delay(Duration.ofMinutes(10)).onlyOn(call);
    }

    @Test
    void is_told_and_ends_with_the_next_answer() {
        QueueConsumer receiving = consumers.of("receiving", 60, 10);
        QueueConsumer deleting = consumers.of("deleting", 60, 10);
        QueueConsumer retrying = consumers.of("retrying", 60, 10);
        QueueConsumer rejecting = consumers.of("rejecting", 60, 10, "dead", Batching.NONE);
        endpoint.injectFaults(silent("sqs.ReceiveMessage").onlyFor("receiving"), silent("sqs.DeleteMessageBatch"),
                silent("sqs.ChangeMessageVisibilityBatch").onlyFor("retrying"), silent("sqs.SendMessage").onlyFor("dead"));
        List<String> queues = List.of("receiving", "deleting", "retrying", "rejecting");
        queues.forEach(queue -> consumers.send(queue, null, List.of("m")));

        Taker received = take(receiving);
        deleting.subscribe(new Taker(Delivery::acknowledge));
        retrying.subscribe(new Taker(delivery -> delivery.retry(Duration.ofSeconds(1), null)));
        rejecting.subscribe(new Taker(delivery -> delivery.reject(new RejectMessageException("no"))));

        assertTold(deleting, "Handled messages cannot be deleted from queue deleting since");
        assertTold(retrying, "The visibility of messages cannot be changed in queue retrying since");
        assertTold(rejecting, "Rejected messages of queue rejecting cannot be moved to its dead-letter queue and stay since");
        assertTold(receiving, "Messages cannot be received from queue receiving since");
        assertThat(endpoint.callCounts("receiving").get("sqs.ReceiveMessage"))
                .as("by now at most one more, which is not the client's own").isLessThanOrEqualTo(2);
        assertThat(received.deliveries).isEmpty();

        endpoint.injectFaults();
        await().atMost(SOON).until(
                () -> received.deliveries.size() == 1 && consumers.left("receiving") == 0 && consumers.left("deleting") == 0);
        await().atMost(SOON).until(() -> receiving.problem().isEmpty() && deleting.problem().isEmpty()
                && retrying.problem().isEmpty());
    }

    private static Taker take(QueueConsumer consumer) {
        Taker taker = new Taker(Delivery::acknowledge);
        consumer.subscribe(taker);
        return taker;
    }

    private static void assertTold(QueueConsumer consumer, String what) {
        // less than the 30 seconds after which the client would end a call, and begin another one
        await().atMost(Duration.ofSeconds(29)).until(() -> consumer.problem().isPresent());
        assertThat(consumer.problem().orElseThrow()).startsWith(what).endsWith(": No answer in time");
    }
}
