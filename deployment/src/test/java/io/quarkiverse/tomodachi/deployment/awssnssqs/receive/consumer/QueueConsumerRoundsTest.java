package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.QueueInfo;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.PollLimit;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** What is done for a queue from time to time, whether messages come or not. */
class QueueConsumerRoundsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int VISIBILITY_TIMEOUT = 6;
    private static final String HIDE = "sqs.ChangeMessageVisibilityBatch";

    private final Consumers consumers = Consumers.ofOwnEndpoint();
    private final AwsEndpoint endpoint = consumers.endpoint();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(task -> new Thread(task, Clock.OF_ROUNDS));
    private final Clock clock = new Clock();
    private final QueueConsumer consumer = consumer();

    private QueueConsumer consumer() {
        AwsClients clients = new AwsClients(consumers.sqs(), consumers.sns());
        QueueNames names = QueueNames.of("Shop#paid()",
                new HandlerSettings("", "kept", true, null, VISIBILITY_TIMEOUT, null, null, false, 10), "", "", "", "");
        QueueConsumer consumer = new QueueConsumer(clients.sqs(), new Topology(clients, new Topics(clients.sns())), names,
                "shop", new QueueConsumer.Shared(consumers.executor, timer, new PollLimit(10), clock::nanoTime));
        consumer.provision().toCompletableFuture().join();
        return consumer;
    }

    @BeforeEach
    void open() {
        LoggedEvents.begin();
    }

    @AfterEach
    void close() {
        LoggedEvents.end();
        endpoint.injectFaults();
        consumer.pause().toCompletableFuture().join();
        consumer.end();
        consumers.close();
        timer.shutdownNow();
    }

    /** The first one is not handled yet. */
    private Taker take() {
        consumers.send("kept", null, List.of("first"));
        Taker taker = new Taker(delivery -> {
            if (!Taker.text(delivery).equals("first")) {
                delivery.acknowledge();
            }
        });
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        return taker;
    }

    private long hides() {
        return endpoint.callCounts("kept").getOrDefault(HIDE, 0L);
    }

    private QueueInfo queue() {
        return endpoint.queue("kept").orElseThrow();
    }

    @Test
    void trouble_of_which_nothing_is_left_is_told_to_be_over() {
        endpoint.injectFaults(Faults.none().expireCredentials().onlyOn(HIDE));
        Taker taker = take();
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        taker.deliveries.get(0).acknowledge();
        await().atMost(SOON).until(() -> consumers.left("kept") == 0);
        endpoint.injectFaults();
        clock.advance(Duration.ofSeconds(41));
        consumers.send("kept", null, List.of("another"));
        awaitText("Nothing failed for ");
    }

    private static void awaitText(String begin) {
        await().atMost(SOON).until(() -> LoggedEvents.texts().stream().anyMatch(text -> text.startsWith(begin)));
    }

    @Test
    void round_that_fails_is_told_and_others_follow() {
        endpoint.injectFaults(Faults.none().expireCredentials().onlyOn("sqs.DeleteMessageBatch"));
        take().deliveries.get(0).acknowledge();
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        clock.failing.set(1);
        awaitText("Messages of queue kept could not be kept from others");
        long before = hides();
        await().atMost(SOON).until(() -> hides() > before + 3);
        assertThat(queue().inFlight()).isOne();
    }

    /** That of the machine, which can be put forward, and fails for the rounds as often as told. */
    private static final class Clock {

        static final String OF_ROUNDS = "rounds";

        private final AtomicInteger failing = new AtomicInteger();
        private volatile long offset;

        void advance(Duration time) {
            offset += time.toNanos();
        }

        long nanoTime() {
            if (Thread.currentThread().getName().equals(OF_ROUNDS)
                    && failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("on purpose");
            }
            return System.nanoTime() + offset;
        }
    }
}
