package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;

/** What becomes of messages whose visibility cannot be changed. */
class QueueConsumerReleasesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofOwnEndpoint();

    private static final AwsEndpoint ENDPOINT = CONSUMERS.endpoint();

    private static void deny(String queue) {
        ENDPOINT.injectFaults(Faults.none().denyAccess().onlyOn("sqs.ChangeMessageVisibilityBatch").onlyFor(queue));
    }

    @Test
    void those_that_fail_do_not_stop_the_others() {
        QueueConsumer consumer = CONSUMERS.of("failing", 300, 10);
        deny("failing");
        CONSUMERS.send("failing", null, IntStream.range(0, 400).mapToObj(number -> "bad").toList());
        CONSUMERS.send("failing", null, IntStream.range(0, 10).mapToObj(number -> "good").toList());
        Taker taker = new Taker(delivery -> {
            if (Taker.text(delivery).equals("good")) {
                delivery.acknowledge();
            } else {
                delivery.retry(Duration.ofMinutes(10), new IllegalStateException("bad"));
            }
        });
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 410 && CONSUMERS.left("failing") == 400);
        assertThat(consumer.drain().toCompletableFuture()).succeedsWithin(SOON);
    }

    @Test
    void one_that_others_may_have_is_not_dead_lettered() {
        QueueConsumer consumer = CONSUMERS.of("late", 2, 10, "late-dlq", Batching.NONE);
        deny("late");
        CONSUMERS.send("late", null, List.of("x"));
        Taker taker = new Taker(delivery -> {
            SqsMessage message = (SqsMessage) delivery.source();
            if (message.approximateReceiveCount() == 1) {
                message.onVisibilityLost(() -> delivery.reject(new RejectMessageException("too late")));
            } else {
                delivery.acknowledge();
            }
        });
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> taker.deliveries.size() >= 2 && CONSUMERS.left("late") == 0);
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> CONSUMERS.left("late-dlq") == 0);
    }
}
