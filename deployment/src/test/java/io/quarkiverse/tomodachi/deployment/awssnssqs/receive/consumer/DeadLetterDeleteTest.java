package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;

/** A message that was copied to the dead-letter queue is deleted before anything else is waited for. */
class DeadLetterDeleteTest extends OwnEndpointTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Consumers consumers = new Consumers(calls.clients().sqs(), calls.clients().sns(), Integer.MAX_VALUE,
            new Hasty());

    @AfterEach
    void close() {
        consumers.close();
    }

    @Test
    void copied_messages_are_deleted_while_others_are_handled() {
        Taker taker = new Taker(delivery -> {
            if (!Taker.text(delivery).equals("runs")) {
                delivery.reject(new IllegalStateException("on purpose"));
            }
        });
        calls.clients().sqs().createQueue(request -> request.queueName("q")).join();
        calls.clients().sqs().createQueue(request -> request.queueName("dead")).join();
        consumers.send("q", null, List.of("runs", "1", "2", "3"));
        consumers.of("q", 600, 10, "dead", Batching.NONE).subscribe(taker);
        await().atMost(SOON).until(() -> endpoint.queue("dead").orElseThrow().visible() == 3);
        await().atMost(SOON).until(() -> endpoint.queue("q").orElseThrow().inFlight() == 1);
        assertThat(taker.texts()).contains("runs").hasSize(4);
    }

    /** Never gets to what is not to be done soon: deletes that wait for others. */
    private static final class Hasty extends ScheduledThreadPoolExecutor {

        private static final long SOON_MILLIS = 100;
        private static final long LATE_MILLIS = 250;

        Hasty() {
            super(4);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            long millis = unit.toMillis(delay);
            return millis > SOON_MILLIS && millis <= LATE_MILLIS ? null : super.schedule(task, delay, unit);
        }
    }
}
