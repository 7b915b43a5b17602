package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;

/** Outcomes of which SQS takes some and refuses others. */
class QueueConsumerOutcomesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Consumers consumers = Consumers.ofOwnEndpoint();
    private final AwsEndpoint endpoint = consumers.endpoint();

    @BeforeEach
    void listen() {
        LoggedEvents.begin();
    }

    @AfterEach
    void close() {
        LoggedEvents.end();
        consumers.close();
    }

    private long calls(String action) {
        return endpoint.callCounts("outcomes").getOrDefault("sqs." + action, 0L);
    }

    @Test
    void trouble_with_deletes_does_not_end_with_each_change_of_visibility() {
        QueueConsumer consumer = consumers.of("outcomes", 60, 10);
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.DeleteMessageBatch"));
        consumers.send("outcomes", null, List.of("handled", "failing"));
        consumer.subscribe(new Taker(delivery -> {
            if (Taker.text(delivery).equals("handled")) {
                delivery.acknowledge();
            } else {
                delivery.retry(Duration.ofMillis(300), new IllegalStateException("always"));
            }
        }));
        await().atMost(SOON).until(() -> calls("DeleteMessageBatch") >= 3 && calls("ChangeMessageVisibilityBatch") >= 3);
        assertThat(consumer.problem()).hasValueSatisfying(
                problem -> assertThat(problem).startsWith("Handled messages cannot be deleted from queue outcomes since"));
        assertThat(told()).as("once").hasSize(1);

        endpoint.injectFaults();
        await().atMost(SOON).until(() -> consumer.problem().isEmpty());
        assertThat(told()).hasSize(2).last().asString().startsWith("Works again after");
    }

    private static List<String> told() {
        return LoggedEvents.records().stream().filter(record -> record.getLevel().intValue() >= Level.INFO.intValue())
                .map(ExtLogRecord::getFormattedMessage).filter(text -> text.contains("from queue outcomes")).toList();
    }
}
