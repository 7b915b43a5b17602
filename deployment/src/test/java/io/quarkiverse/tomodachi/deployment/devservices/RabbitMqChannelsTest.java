package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.FreePort;
import io.quarkus.test.QuarkusUnitTest;

/** An application that uses the broker by Quarkus Messaging alone: one channel names its connector, the other has no choice. */
class RabbitMqChannelsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class, FreePort.class))
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.rabbitmq.devservices.port", FreePort.find())
            .overrideConfigKey("quarkus.rabbitmq.devservices.http-port", "15672")
            .overrideConfigKey("mp.messaging.outgoing.placed.exchange.name", "orders")
            .overrideConfigKey("mp.messaging.incoming.received.connector", "smallrye-rabbitmq")
            .overrideConfigKey("mp.messaging.incoming.received.exchange.name", "orders")
            .overrideConfigKey("mp.messaging.incoming.received.queue.name", "orders")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(RabbitMqChannelsTest::text)
                    .filteredOn(text -> text.contains("quarkus.rabbitmq.devservices")).singleElement().asString()
                    .startsWith("quarkus.rabbitmq.devservices.http-port has no effect"));

    @Inject
    Orders orders;

    @Test
    void haveABroker() {
        Config config = ConfigProvider.getConfig();
        assertThat(config.getValue("rabbitmq-port", int.class))
                .isEqualTo(config.getValue("quarkus.rabbitmq.devservices.port", int.class));
        await().untilAsserted(() -> {
            orders.placed.send("order");
            assertThat(orders.received).contains("order");
        });
    }

    @Singleton
    static class Orders {

        final Queue<String> received = new ConcurrentLinkedQueue<>();

        @Inject
        @Channel("placed")
        Emitter<String> placed;

        @Incoming("received")
        void received(String order) {
            received.add(order);
        }
    }

    private static String text(LogRecord record) {
        return record.getParameters() == null ? record.getMessage()
                : String.format(record.getMessage(), record.getParameters());
    }
}
