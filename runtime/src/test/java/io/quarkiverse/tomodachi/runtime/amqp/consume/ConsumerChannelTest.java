package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;

class ConsumerChannelTest {

    private static final ConsumerSettings SETTINGS = new ConsumerSettings("id", "service.function", "",
            new QueueTopology("e", "q", "k", Map.of()), 10);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ImmediateExecutor executor = new ImmediateExecutor();
    private final Attempts attempts = new Attempts();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void requeuesWhenTheTimerFiresBeforeItIsKnown() throws Exception {
        executor.immediate = true;
        ConsumerChannel channel = new ConsumerChannel(connection(), executor, attempts);

        channel.requeue(7, Duration.ofMillis(1));
        channel.flush().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(calls).containsExactly("basicNack 7");
    }

    @Test
    void holdsMessagesForALimitedTime() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(connection(), executor, attempts);
        delivery(channel, 1, false, null, "one").retry(Duration.ofSeconds(Long.MAX_VALUE), null);
        delivery(channel, 2, false, null, "two").retry(Duration.ofHours(1), null);
        delivery(channel, 3, false, null, "three").retry(Duration.ofMinutes(15), null);

        long limit = TimeUnit.MINUTES.toMillis(15);
        assertThat(executor.delays).containsExactly(limit, limit, limit);
    }

    @Test
    void countsWhatItGaveBack() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(connection(), executor, attempts);
        for (String id : new String[] { "id", null }) {
            for (int attempt = 1; attempt < 5; attempt++) {
                AmqpDelivery delivery = delivery(channel, attempt, attempt > 1, id, "data");
                assertThat(delivery.attempt()).isEqualTo(attempt);
                delivery.retry(Duration.ZERO, null);
            }
            assertThat(delivery(channel, 5, false, id, "data").attempt()).isOne();
            assertThat(delivery(channel, 6, true, "other", "other").attempt()).isEqualTo(2);

            delivery(channel, 7, true, id, "data").acknowledge();
            assertThat(delivery(channel, 8, true, id, "data").attempt()).isEqualTo(2);
        }
    }

    @Test
    void doesNotCountWhatNobodySaw() throws Exception {
        ConsumerChannel channel = new ConsumerChannel(connection(), executor, attempts);
        delivery(channel, 1, true, "id", "data").retry(Duration.ZERO, null);
        delivery(channel, 2, true, "id", "data").giveBack();

        assertThat(delivery(channel, 3, true, "id", "data").attempt()).isEqualTo(3);
    }

    private static AmqpDelivery delivery(ConsumerChannel channel, long tag, boolean again, String id, String body) {
        return new AmqpDelivery(channel, SETTINGS, new Envelope(tag, again, "e", "k"),
                new BasicProperties.Builder().messageId(id).build(), body.getBytes(StandardCharsets.UTF_8));
    }

    private Connection connection() {
        Channel channel = proxy(Channel.class, null);
        return proxy(Connection.class, channel);
    }

    private <T> T proxy(Class<T> type, Channel channel) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
            if (method.getName().startsWith("basic")) {
                calls.add(method.getName() + " " + arguments[0]);
            }
            return method.getReturnType() == boolean.class ? (Object) true : channel;
        }));
    }

    /** Notes the delays; fires timers before it returns them if told to. */
    private static final class ImmediateExecutor extends ScheduledThreadPoolExecutor {

        private final List<Long> delays = new CopyOnWriteArrayList<>();
        private boolean immediate;

        ImmediateExecutor() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            if (delay > 0) {
                delays.add(unit.toMillis(delay));
            }
            if (immediate && delay > 0) {
                command.run();
            }
            return super.schedule(command, delay, unit);
        }
    }
}
