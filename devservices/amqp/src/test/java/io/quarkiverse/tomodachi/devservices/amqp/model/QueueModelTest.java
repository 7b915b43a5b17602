package io.quarkiverse.tomodachi.devservices.amqp.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Declare;

/** Queues without sockets and with a clock that stands until it is moved. */
class QueueModelTest {

    private final AtomicLong clock = new AtomicLong();
    private final Timers timers = new Timers(clock::get);
    private final MemoryMeter memory = new MemoryMeter(Long.MAX_VALUE, scarce -> {
    });
    private final VirtualHost host = new VirtualHost("/", timers, memory);

    @Test
    void messageExpiresExactlyInTime() {
        MessageQueue queue = declare("q", Map.of("x-message-ttl", FieldValue.of(100)));
        publish("q", "m");
        advance(99);
        assertThat(queue.readyCount()).isEqualTo(1);
        advance(1);
        assertThat(queue.readyCount()).isZero();
    }

    @Test
    void expiredMessagesMoveOnWithoutAnybodyLooking() {
        declare("q", Map.of("x-message-ttl", FieldValue.of(100), "x-dead-letter-exchange", FieldValue.of(""),
                "x-dead-letter-routing-key", FieldValue.of("dead")));
        MessageQueue dead = declare("dead", Map.of());
        publish("q", "m");
        assertThat(timers.nextDelay()).isEqualTo(100);
        advance(100);
        assertThat(dead.readyCount()).isEqualTo(1);
    }

    @Test
    void idleQueueExpiresUnlessItIsUsed() {
        MessageQueue queue = declare("q", Map.of("x-expires", FieldValue.of(100)));
        advance(60);
        queue.take(false);
        advance(60);
        assertThat(host.queues().find("q")).isPresent();
        Catcher consumer = new Catcher(0);
        queue.addConsumer(consumer);
        advance(1000);
        assertThat(host.queues().find("q")).isPresent();
        queue.removeConsumer(consumer);
        advance(100);
        assertThat(host.queues().find("q")).isEmpty();
    }

    @Test
    void consumersThatCannotTakeAreSkipped() {
        MessageQueue queue = declare("q", Map.of());
        Catcher full = new Catcher(1);
        Catcher open = new Catcher(Integer.MAX_VALUE);
        queue.addConsumer(full);
        queue.addConsumer(open);
        for (int i = 0; i < 5; i++) {
            publish("q", "" + i);
        }
        assertThat(full.got).containsExactly("0");
        assertThat(open.got).containsExactly("1", "2", "3", "4");
        assertThat(queue.unacknowledgedCount()).isEqualTo(5);
    }

    @Test
    void deletedQueueForgetsWhatComesBack() {
        MessageQueue queue = declare("q", Map.of());
        publish("q", "m");
        QueuedMessage taken = queue.take(true).orElseThrow();
        host.queues().delete(queue);
        queue.requeue(List.of(taken), true);
        assertThat(queue.readyCount()).isZero();
        assertThat(queue.unacknowledgedCount()).isZero();
    }

    @Test
    void timersLeaveNothingBehindWhenCancelled() {
        MessageQueue queue = declare("q", Map.of("x-message-ttl", FieldValue.of(100)));
        publish("q", "m");
        queue.purge();
        assertThat(timers.nextDelay()).isEqualTo(-1);
    }

    @Test
    void lettersThatMustNotBeLostAreTriedAgain() {
        MessageQueue queue = declareWithSafeLetters("q", "dead");
        publish("q", "m");
        queue.reject(queue.take(true).orElseThrow());
        assertThat(queue.readyCount()).isZero();
        assertThat(memory.used()).isPositive();
        advance(Departures.RETRY_MILLIS);
        MessageQueue dead = declare("dead", Map.of());
        advance(Departures.RETRY_MILLIS);
        assertThat(dead.readyCount()).isEqualTo(1);
        dead.purge();
        assertThat(memory.used()).isZero();
        assertThat(timers.nextDelay()).isEqualTo(-1);
    }

    @Test
    void lettersThatNobodyTakesHoldUpOthers() {
        MessageQueue queue = declareWithSafeLetters("q", "dead");
        for (int i = 0; i < Departures.MOST_UNDELIVERED + 2; i++) {
            publish("q", "" + i);
            queue.reject(queue.take(true).orElseThrow());
        }
        MessageQueue dead = declare("dead", Map.of());
        publish("q", "last");
        queue.reject(queue.take(true).orElseThrow());
        assertThat(dead.readyCount()).isZero();
        advance(Departures.RETRY_MILLIS);
        assertThat(dead.readyCount()).isEqualTo(Departures.MOST_UNDELIVERED + 3);
        dead.purge();
        assertThat(memory.used()).isZero();
        assertThat(timers.nextDelay()).isEqualTo(-1);
    }

    private MessageQueue declareWithSafeLetters(String name, String letters) {
        FieldTable arguments = new FieldTable(new LinkedHashMap<>(Map.of("x-queue-type", FieldValue.of("quorum"),
                "x-overflow", FieldValue.of("reject-publish"), "x-dead-letter-strategy", FieldValue.of("at-least-once"),
                "x-dead-letter-exchange", FieldValue.of(""), "x-dead-letter-routing-key", FieldValue.of(letters))));
        return host.declareQueue(new Declare(name, false, true, false, false, false, arguments), this);
    }

    private void advance(long millis) {
        clock.addAndGet(millis);
        timers.runDue();
    }

    private MessageQueue declare(String name, Map<String, FieldValue> arguments) {
        FieldTable table = new FieldTable(new LinkedHashMap<>(arguments));
        return host.declareQueue(new Declare(name, false, false, false, false, false, table), this);
    }

    private void publish(String queue, String body) {
        Message message = Message.published("", queue, new Content(MessageProperties.NONE, body.getBytes()));
        host.route(host.exchangeToPublish(""), message).forEach(target -> target.offer(message));
    }

    /** A consumer that takes a number of messages. */
    private static final class Catcher implements Consumer {

        private final List<String> got = new ArrayList<>();
        private final int limit;

        private Catcher(int limit) {
            this.limit = limit;
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public boolean exclusive() {
            return false;
        }

        @Override
        public boolean acknowledges() {
            return true;
        }

        @Override
        public boolean ready() {
            return got.size() < limit;
        }

        @Override
        public void deliver(MessageQueue queue, QueuedMessage message) {
            got.add(new String(message.message().content().body()));
        }

        @Override
        public void cancelled() {
            got.clear();
        }
    }
}
