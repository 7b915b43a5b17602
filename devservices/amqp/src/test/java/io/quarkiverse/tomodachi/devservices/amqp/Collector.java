package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;

/** A consumer that keeps what it gets. */
final class Collector extends DefaultConsumer {

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final List<String> cancelledByBroker = new CopyOnWriteArrayList<>();
    private String tag;

    Collector(Channel channel) {
        super(channel);
    }

    static Collector on(Channel channel, String queue, boolean autoAck) throws Exception {
        return on(channel, queue, autoAck, Map.of());
    }

    static Collector on(Channel channel, String queue, boolean autoAck, Map<String, Object> arguments) throws Exception {
        Collector collector = new Collector(channel);
        collector.tag = channel.basicConsume(queue, autoAck, "", false, false, arguments, collector);
        return collector;
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        deliveries.add(new Delivery(envelope, properties, body));
    }

    @Override
    public void handleCancel(String tag) {
        cancelledByBroker.add(tag);
    }

    List<Delivery> awaited(int count) {
        await().atMost(BrokerTest.PATIENCE)
                .untilAsserted(() -> assertThat(deliveries).hasSizeGreaterThanOrEqualTo(count));
        return new ArrayList<>(deliveries);
    }

    List<String> texts(int count) {
        return awaited(count).stream().map(delivery -> BrokerTest.text(delivery.getBody())).toList();
    }

    int count() {
        return deliveries.size();
    }

    /** The tag the broker answered with. The one the client's class keeps may come later. */
    String tag() {
        return tag;
    }

    List<String> cancelledByBroker() {
        return cancelledByBroker;
    }
}
