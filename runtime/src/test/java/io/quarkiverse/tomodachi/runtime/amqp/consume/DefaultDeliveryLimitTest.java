package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueSettings;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;

class DefaultDeliveryLimitTest {

    @Test
    void loses_messages_of_quorum_queues_since_rabbitmq_4() {
        QueueTopology quorum = topology(true, 0, Map.of());
        assertThat(DefaultDeliveryLimit.loses(broker("RabbitMQ", "4.0.5"), quorum)).isTrue();
        assertThat(DefaultDeliveryLimit.loses(broker("RabbitMQ", "12"), quorum)).isTrue();
        assertThat(DefaultDeliveryLimit.loses(broker("RabbitMQ", "3.13.7"), quorum)).isFalse();
    }

    @Test
    void loses_none_where_the_broker_is_another_one_or_tells_no_version() {
        QueueTopology quorum = topology(true, 0, Map.of());
        assertThat(DefaultDeliveryLimit.loses(broker("LavinMQ", "4.0.5"), quorum)).isFalse();
        assertThat(DefaultDeliveryLimit.loses(broker("RabbitMQ", "unknown"), quorum)).isFalse();
        assertThat(DefaultDeliveryLimit.loses(broker("RabbitMQ", "99999999999.0"), quorum)).isFalse();
        assertThat(DefaultDeliveryLimit.loses(Map.of(), quorum)).isFalse();
    }

    @Test
    void loses_none_of_classic_queues_nor_where_something_is_said_of_it() {
        Map<String, Object> broker = broker("RabbitMQ", "4.3.6");
        assertThat(DefaultDeliveryLimit.loses(broker, topology(false, 0, Map.of()))).isFalse();
        assertThat(DefaultDeliveryLimit.loses(broker, topology(true, 1000, Map.of()))).isFalse();
        assertThat(DefaultDeliveryLimit.loses(broker, topology(true, 0, Map.of("x-dead-letter-exchange", "other")))).isFalse();
    }

    private static Map<String, Object> broker(String product, String version) {
        return Map.of("product", product, "version", version);
    }

    private static QueueTopology topology(boolean quorum, int deliveryLimit, Map<String, Object> others) {
        QueueSettings settings = new QueueSettings(Duration.ZERO, quorum, deliveryLimit, false, 0, others);
        return new QueueTopology("queue", settings.arguments(null), List.of(), null);
    }
}
