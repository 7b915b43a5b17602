package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Consumers: turns, limits, priorities and their end. */
class ConsumingTest extends BrokerTest {

    @Test
    void consumersTakeTurns() throws Exception {
        String queue = newQueue();
        Collector first = Collector.on(channel, queue, true);
        Collector second = Collector.on(channel, queue, true);
        send(queue, "1", "2", "3", "4");
        assertThat(first.texts(2)).hasSize(2);
        assertThat(second.texts(2)).hasSize(2);
    }

    @Test
    void prefetchLimitsEachConsumer() throws Exception {
        String queue = newQueue();
        channel.basicQos(2);
        Collector first = Collector.on(channel, queue, false);
        Collector second = Collector.on(channel, queue, false);
        send(queue, "1", "2", "3", "4", "5", "6");
        first.awaited(2);
        second.awaited(2);
        assertThat(count(queue)).isEqualTo(2);
        channel.basicAck(first.awaited(1).get(0).getEnvelope().getDeliveryTag(), false);
        first.awaited(3);
        assertThat(count(queue)).isEqualTo(1);
    }

    @Test
    void globalPrefetchLimitsTheChannel() throws Exception {
        String queue = newQueue();
        channel.basicQos(3, true);
        Collector first = Collector.on(channel, queue, false);
        Collector second = Collector.on(channel, queue, false);
        send(queue, "1", "2", "3", "4", "5");
        await().atMost(PATIENCE).until(() -> first.count() + second.count() == 3);
        assertThat(count(queue)).isEqualTo(2);
        channel.basicAck(0, true);
        await().atMost(PATIENCE).until(() -> first.count() + second.count() == 5);
    }

    @Test
    void prefetchOfNewConsumersOnlyIsChanged() throws Exception {
        String queue = newQueue();
        channel.basicQos(1);
        Collector one = Collector.on(channel, queue, false);
        channel.basicQos(3);
        Collector three = Collector.on(channel, queue, false);
        send(queue, "1", "2", "3", "4", "5");
        one.awaited(1);
        three.awaited(3);
        assertThat(count(queue)).isEqualTo(1);
        assertConnectionClosed(540, "NOT_IMPLEMENTED - prefetch_size!=0 (1)", ch -> ch.basicQos(1, 1, false));
    }

    @Test
    void cancelledConsumerGetsNoMore() throws Exception {
        String queue = newQueue();
        Collector collector = Collector.on(channel, queue, false);
        send(queue, "1");
        collector.awaited(1);
        channel.basicCancel(collector.tag());
        send(queue, "2");
        assertThat(count(queue)).isEqualTo(1);
        channel.basicAck(1, false);
        assertThat(collector.count()).isEqualTo(1);
    }

    @Test
    void consumersLearnThatTheirQueueIsDeleted() throws Exception {
        String queue = newQueue();
        Collector collector = Collector.on(channel, queue, false);
        channel.queueDelete(queue);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.cancelledByBroker()).containsExactly(collector.tag()));
    }

    @Test
    void exclusiveConsumerIsAlone() throws Exception {
        String queue = newQueue();
        channel.basicConsume(queue, true, "", false, true, null, new Collector(channel));
        String text = "ACCESS_REFUSED - queue '" + queue + "' in vhost '/' in exclusive use";
        assertChannelClosed(403, text, ch -> ch.basicConsume(queue, new Collector(ch)));
        String shared = newQueue();
        Collector.on(channel, shared, true);
        assertChannelClosed(403, "in exclusive use",
                ch -> ch.basicConsume(shared, true, "", false, true, null, new Collector(ch)));
    }

    @Test
    void consumerTagsAreUniqueOnAChannel() throws Exception {
        String queue = newQueue();
        assertConnectionClosed(530, "NOT_ALLOWED - attempt to reuse consumer tag 'mine'", ch -> {
            ch.basicConsume(queue, true, "mine", new Collector(ch));
            ch.basicConsume(queue, true, "mine", new Collector(ch));
        });
    }

    @Test
    void higherPriorityIsServedFirst() throws Exception {
        String queue = newQueue();
        channel.basicQos(2);
        Collector low = Collector.on(channel, queue, false, Map.of("x-priority", -1));
        Collector high = Collector.on(channel, queue, false, Map.of("x-priority", 5));
        send(queue, "1", "2", "3");
        assertThat(high.texts(2)).containsExactly("1", "2");
        assertThat(low.texts(1)).containsExactly("3");
        assertChannelClosed(406, "x-priority", ch -> Collector.on(ch, queue, true, Map.of("x-priority", "high")));
    }

    @Test
    void singleActiveConsumerIsFollowedByTheNext() throws Exception {
        String queue = newQueue(Map.of("x-single-active-consumer", true));
        try (Connection other = factory.newConnection(); Channel second = other.createChannel()) {
            Collector active = Collector.on(channel, queue, true);
            Collector waiting = Collector.on(second, queue, true);
            send(queue, "1", "2");
            assertThat(active.texts(2)).containsExactly("1", "2");
            assertThat(waiting.count()).isZero();
            channel.basicCancel(active.tag());
            send(queue, "3");
            assertThat(waiting.texts(1)).containsExactly("3");
        }
    }

    @Test
    void flowCannotBeStopped() throws Exception {
        assertConnectionClosed(540, "NOT_IMPLEMENTED - active=false",
                ch -> ch.rpc(new AMQP.Channel.Flow.Builder().active(false).build()));
    }
}
