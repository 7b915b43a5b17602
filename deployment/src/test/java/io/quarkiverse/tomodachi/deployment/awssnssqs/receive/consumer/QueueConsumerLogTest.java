package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.logging.FailingLog;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** Consumers whose every line in the log fails. */
class QueueConsumerLogTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final FailingLog log = new FailingLog("io.quarkiverse.tomodachi.awssnssqs");
    private final Consumers consumers = Consumers.ofOwnEndpoint();
    private final AwsEndpoint endpoint = consumers.endpoint();

    @AfterEach
    void close() {
        consumers.close();
        log.close();
    }

    @Test
    void go_on_after_each_trouble() {
        QueueConsumer consumer = consumers.of("troubled", 60, 10);
        endpoint.injectFaults(Faults.none().denyAccess());
        Taker taker = new Taker(Delivery::acknowledge);
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        assertThat(log.failures()).isPositive();

        endpoint.injectFaults();
        consumers.send("troubled", null, List.of("1"));
        await().atMost(SOON).until(() -> taker.texts().contains("1") && consumers.left("troubled") == 0);
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.DeleteMessageBatch"));
        consumers.send("troubled", null, List.of("2"));
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        endpoint.injectFaults();
        await().atMost(SOON).until(() -> consumers.left("troubled") == 0 && consumer.problem().isEmpty());
        assertThat(taker.texts()).containsExactly("1", "2");
    }

    /** Also after one that could not be kept, which is told. */
    @Test
    void keep_messages_from_others() {
        QueueConsumer consumer = consumers.of("kept", 3, 10);
        Taker taker = new Taker(Taker::nothing);
        consumer.subscribe(taker);
        consumers.send("kept", null, List.of("m"));
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.ChangeMessageVisibilityBatch"));
        int before = log.failures();
        await().atMost(SOON).until(() -> taker.deliveries.size() == 2);
        assertThat(log.failures()).isGreaterThan(before);

        endpoint.injectFaults();
        long prolonged = prolonged();
        await().atMost(SOON).until(() -> prolonged() >= prolonged + 3);
        taker.deliveries.forEach(Delivery::acknowledge);
        await().atMost(SOON).until(() -> consumers.left("kept") == 0);
    }

    private long prolonged() {
        return endpoint.callCounts("kept").getOrDefault("sqs.ChangeMessageVisibilityBatch", 0L);
    }
}
