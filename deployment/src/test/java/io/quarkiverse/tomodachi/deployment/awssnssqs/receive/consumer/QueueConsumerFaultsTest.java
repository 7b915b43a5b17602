package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;

/** What goes wrong with one message holds up no others. Without Quarkus. */
class QueueConsumerFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofTestEndpoint();
    private static final Broker BROKER = CONSUMERS.broker();

    /** Or it would be kept from everybody for as long as this process lives, and its place with it. */
    @Test
    void message_whose_copy_for_the_dead_letter_queue_cannot_be_made_goes_back() {
        QueueConsumer consumer = CONSUMERS.of("untold", 300, 1, "untold-dlq", Batching.NONE);
        CONSUMERS.send("untold", null, List.of("1"));
        Taker taker = new Taker(Taker::nothing);
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);

        assertThat(taker.deliveries.get(0).reject(new Untold()).toCompletableFuture()).isCompletedExceptionally();
        CONSUMERS.send("untold", null, List.of("2"));
        await().atMost(SOON).until(() -> taker.texts().contains("2"));
        assertThat(BROKER.size("untold")).isEqualTo(2);
    }

    private static final class Untold extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no text");
        }
    }
}
