package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;

/** A link over which nothing comes any more, though nobody said so; and a cluster of which one node is gone. */
class AmqpDeadLinkTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Listener.class)
            .overrideConfigKey("rabbitmq-addresses", "127.0.0.1:1,127.0.0.1:" + TestBroker.port())
            .overrideConfigKey("rabbitmq-handshake-timeout", "2000")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.heartbeat", "2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-reconnect-delay", "0.5S");

    @Inject
    Listener listener;

    @Inject
    @All
    List<Transport> transports;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.routing-key-prefix")
    String prefix;

    @Test
    void isNoticedAndReplaced() throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> health().ready());
        TestBroker.freeze(true);
        try {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(
                    () -> assertThat(health().details().get("consuming")).startsWith("no connection since "));
        } finally {
            TestBroker.freeze(false);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> health().ready());
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.basicPublish("amq.topic", prefix + "listen", null, "heard".getBytes());
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(listener.received).contains("heard"));
    }

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("amqp")).findFirst().orElseThrow().health();
    }

    @TomodachiService("listener")
    public static class Listener {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Amqp("listen")
        void receive(String data) {
            received.add(data);
        }
    }
}
