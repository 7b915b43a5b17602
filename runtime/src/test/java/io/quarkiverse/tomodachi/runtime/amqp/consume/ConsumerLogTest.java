package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;

class ConsumerLogTest {

    private final ConsumerLog log = new ConsumerLog(new ConsumerSettings("id", "service", "service.handler", "",
            new QueueTopology("replicated", Map.of("x-queue-type", "quorum"), List.of(), null), new Consumption(10, 0, false),
            Duration.ofSeconds(30)));

    @Test
    void tells_once_that_the_broker_discards_messages() {
        try (LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.amqp")) {
            log.declared(broker("4.0.5"));
            log.declared(broker("4.0.5"));
            assertThat(events.texts()).singleElement().asString()
                    .startsWith("WARN RabbitMQ discards a message of quorum queue replicated that came back")
                    .contains("Have service.handler name a deadLetterQueue");
            assertThat(events.fields()).singleElement().satisfies(fields -> assertThat(fields)
                    .containsEntry("event", "delivery-limit").containsEntry("queue", "replicated"));
        }
    }

    @Test
    void tells_nothing_of_a_broker_without_a_limit() {
        try (LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.amqp")) {
            log.declared(broker("3.13.7"));
            assertThat(events.texts()).isEmpty();
        }
    }

    private static Connection broker(String version) {
        return (Connection) Proxy.newProxyInstance(ConsumerLogTest.class.getClassLoader(), new Class<?>[] { Connection.class },
                (proxy, method, arguments) -> Map.of("product", "RabbitMQ", "version", version));
    }
}
