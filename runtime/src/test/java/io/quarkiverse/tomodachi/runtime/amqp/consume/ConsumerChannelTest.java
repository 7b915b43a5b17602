package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.DeadLetters;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;

class ConsumerChannelTest {

    private static final RetryLadder LADDER = new RetryLadder("retry.", Type.QUORUM);

    private final RecordedChannel recorded = new RecordedChannel();
    private final ImmediateExecutor executor = new ImmediateExecutor();
    private final TransportExecutors executors = new TransportExecutors(executor, executor);
    private final FailedMessages failed = new FailedMessages(null, LADDER);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void givesBackWhenTheTimerFiresBeforeItIsKnown() throws Exception {
        executor.immediate = true;
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);

        channel.hold(7, Duration.ofMillis(1));
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(recorded.calls("basic", "close")).containsExactly("basicNack 7 false true");
    }

    @Test
    void holdsMessagesForALimitedTime() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        channel.hold(1, Duration.ZERO);
        channel.hold(2, Duration.ofSeconds(3));
        channel.hold(3, Duration.ofHours(1));

        assertThat(executor.delays).containsExactly(1_000L, 3_000L, 10_000L);
    }

    @Test
    void givesBackWhatItHoldsWhenItEnds() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        channel.hold(1, Duration.ofHours(1));
        channel.giveBack(2);
        channel.retire();
        channel.hold(3, Duration.ofHours(1));
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(recorded.calls("basic", "close")).containsExactly("basicNack 2 false true", "basicNack 1 false true",
                "basicNack 3 false true");
    }

    @Test
    void givesBackWhatNoThreadCanHold() throws Exception {
        executor.scarce = true;
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        channel.hold(1, Duration.ofHours(1)).toCompletableFuture().get(5, TimeUnit.SECONDS);
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(recorded.calls("basic", "close")).containsExactly("basicNack 1 false true");
    }

    @Test
    void closesAChannelThatTheBrokerDidNotAnswer() throws Exception {
        recorded.fail("queueDeclare", "no answer");
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        QueueTopology topology = new QueueTopology("q", Map.of(), List.of(), null);

        assertThatIOException().isThrownBy(() -> channel.declare(topology)).withMessage("no answer");
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);
        executor.submit(() -> {
        }).get(5, TimeUnit.SECONDS);
        assertThat(recorded.calls("basic", "close")).containsExactly("close");
    }

    /** The broker may take long to answer, and outcomes need no answer. */
    @Test
    void isClosedWhereNothingElseWaits() throws Exception {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), new TransportExecutors(executor, waiting::add),
                failed);
        channel.retire();
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(recorded.calls("close")).isEmpty();
        waiting.remove().run();
        assertThat(recorded.calls("close")).containsExactly("close");
    }

    /** One acknowledgement for all messages up to one would tell the broker that the handler was done with it. */
    @Test
    void doesNotAcknowledgeAMessageWhoseOutcomeCouldNotBeTold() throws Exception {
        recorded.fail("basicNack", "not written");
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        CountDownLatch told = new CountDownLatch(1);
        executor.execute(() -> awaitQuietly(told));
        channel.giveBack(1);
        channel.acknowledge(2);
        channel.acknowledge(3);
        told.countDown();
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(recorded.calls("basic", "close")).containsExactly("basicNack 1 false true", "basicAck 2 false",
                "basicAck 3 false");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An exception of the application whose text cannot be told. */
    @Test
    void holdsMessagesWhoseFailureCannotBePassedOn() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        QueueTopology topology = new QueueTopology("q", Map.of(), List.of(), new DeadLetters("", "dead", "dead", false));
        ConsumerSettings settings = new ConsumerSettings("id", "service", "handler", "", topology,
                new Consumption(10, 0, false), Duration.ofSeconds(1));
        ReceivedMessage received = ReceivedMessage.of(new Envelope(1, false, "e", "k"), new BasicProperties(), new byte[0], "q",
                LADDER);
        new AmqpDelivery(channel, 1, settings, received, failed).retry(Duration.ofSeconds(2), new Untold())
                .toCompletableFuture().get(5, TimeUnit.SECONDS);
        new AmqpDelivery(channel, 2, settings, received, failed).reject(new Untold()).toCompletableFuture().get(5,
                TimeUnit.SECONDS);
        assertThat(executor.delays).containsExactly(2_000L, 5_000L);
        channel.retire();
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(recorded.calls("basic", "close")).containsExactlyInAnyOrder("basicNack 1 false true",
                "basicNack 2 false true");
    }

    @Test
    void givesBackWhatHasNoOutcomeAndNothingElse() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(recorded.connection(), executors, failed);
        ReceivedMessage received = ReceivedMessage.of(new Envelope(1, false, "e", "k"), new BasicProperties(), new byte[0], "q",
                LADDER);
        AmqpDelivery first = new AmqpDelivery(channel, 1, null, received, failed);
        first.untold(new IllegalStateException("on purpose"));
        first.acknowledge();
        AmqpDelivery second = new AmqpDelivery(channel, 2, null, received, failed);
        second.acknowledge();
        second.untold(new IllegalStateException("on purpose"));
        channel.retire();
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(executor.delays).containsSubsequence(5_000L);
        assertThat(recorded.calls("basic")).containsExactlyInAnyOrder("basicNack 1 false true", "basicAck 2 false");
    }

    private static final class Untold extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new ExceptionInInitializerError("no text");
        }
    }

    /** Notes the delays; fires timers before it returns them if told to. */
    private static final class ImmediateExecutor extends ScheduledThreadPoolExecutor {

        private final List<Long> delays = new CopyOnWriteArrayList<>();
        private boolean immediate;
        private boolean scarce;

        ImmediateExecutor() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            if (delay > 0) {
                delays.add(unit.toMillis(delay));
            }
            if (scarce && delay > 0) {
                throw new OutOfMemoryError("on purpose: no thread");
            }
            if (immediate && delay > 0) {
                command.run();
            }
            return super.schedule(command, delay, unit);
        }
    }
}
