package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** Where there is no worker thread for a moment, nothing is waited for without end. */
class QueueConsumerWorkersTest extends OwnEndpointTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Workers workers = new Workers();
    private final Consumers consumers = new Consumers(calls.clients().sqs(), calls.clients().sns(), Integer.MAX_VALUE,
            workers);
    private final Taker taker = new Taker(Delivery::acknowledge);

    @AfterEach
    void close() {
        consumers.close();
    }

    @Test
    void queue_is_looked_for_again() {
        calls.clients().sqs().createQueue(request -> request.queueName("q")).join();
        consumers.send("q", null, List.of("x"));
        QueueConsumer consumer = consumers.of(new HandlerSettings("", "q", true, null, null, null, null, false, 1),
                Batching.NONE);
        workers.busy = true;
        consumer.subscribe(taker);
        assertThat(consumer.problem()).isPresent();
        workers.busy = false;
        await().atMost(SOON).until(() -> !taker.deliveries.isEmpty());
        assertThat(taker.texts()).containsExactly("x");
    }

    @Test
    void messages_are_kept_from_nobody_that_could_not_be_looked_at() {
        calls.clients().sqs().createQueue(request -> request.queueName("q")).join();
        consumers.send("q", null, List.of("{\"Type\": \"SubscriptionConfirmation\", \"MessageId\": \"1\", \"Token\": \"t\","
                + " \"TopicArn\": \"t\", \"Message\": \"?\", \"SubscribeURL\": \"http://127.0.0.1:1/\"}", "x"));
        QueueConsumer consumer = consumers.of("q", 2, 10);
        workers.refuse(() -> {
            throw new OutOfMemoryError("on purpose: no thread");
        });
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> !taker.deliveries.isEmpty());
        assertThat(taker.texts()).containsExactly("x");
    }

    /** Refuses tasks, but not what is to be done later. */
    private static final class Workers extends ScheduledThreadPoolExecutor {

        private final ConcurrentLinkedQueue<Supplier<RuntimeException>> refusals = new ConcurrentLinkedQueue<>();
        private volatile boolean busy;

        Workers() {
            super(4);
        }

        void refuse(Supplier<RuntimeException> refusal) {
            refusals.add(refusal);
        }

        @Override
        public void execute(Runnable task) {
            if (busy) {
                throw new RejectedExecutionException("on purpose: all threads are busy");
            }
            Supplier<RuntimeException> refusal = refusals.poll();
            if (refusal != null) {
                throw refusal.get();
            }
            super.execute(task);
        }
    }
}
