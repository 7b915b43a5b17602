package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.amqp.publish.TestSenders;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.config.Configs;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import io.quarkiverse.tomodachi.runtime.service.EnvelopeSource;
import io.quarkiverse.tomodachi.runtime.service.ServiceDescription;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;

class AmqpConsumersTest {

    /** The message waits for its next delivery, which the broker has not confirmed. */
    @Test
    void tellOfOutcomesThatTheBrokerDoesNotLearn() throws Exception {
        try (TestConsumers fixture = new TestConsumers();
                LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.amqp")) {
            BrokerConnections connections = TestConnections.both(fixture.broker.port());
            AmqpSender sender = TestSenders.impatient(connections);
            AmqpConsumers consumers = new AmqpConsumers(services(), connections, TestConnections.settings(),
                    new RetryQueues("retry.", Type.QUORUM), sender);
            consumers.flushTimeout = Duration.ofMillis(10);
            Duration delay = Duration.ofHours(1);
            AmqpConsumer consumer = consumers.add(attributes()).orElseThrow();
            consumers.start();
            Multi.createFrom().publisher(consumer).subscribe()
                    .with(message -> ((AmqpDelivery) message.getPayload()).retry(delay, new Exception("on purpose")));
            fixture.broker.faults().withholdConfirms();
            try (Channel channel = fixture.channel()) {
                channel.basicPublish("", "queue", null, new byte[1]);
                String waiting = new RetryLadder("retry.", Type.QUORUM)
                        .queue(delay, new QueueTopology("queue", Map.of(), List.of(), null), false, Instant.now()).name();
                await().atMost(TestConsumers.LIMIT)
                        .until(() -> fixture.broker.queue(waiting).map(QueueView::ready).orElse(0) == 1);
            }

            consumers.stop();
            sender.stop();
            connections.close();
            assertThat(events.fields()).filteredOn(fields -> "outcomes-untold".equals(fields.get("event")))
                    .containsExactly(Map.of("event", "outcomes-untold", "transport", "amqp", "reason", "no answer in time"));
            assertThat(events.texts()).contains("WARN Not all outcomes of messages could be told to the broker in PT0.01S;"
                    + " it delivers these again");
        }
    }

    private record RetryQueues(String prefix, Type type) implements AmqpRetryQueuesConfig {
    }

    private static ServiceRegistry services() {
        return new ServiceRegistry(List.of(new ServiceDescription("shop", "org.acme.Shop", "shop", "",
                new EnvelopeSource(null, "envelope"))), List.of(), Configs.of(Map.of()));
    }

    private static Config attributes() {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(Map.of("channel-name", "sold", "service",
                "shop", "function", "sold", "routing-key", "sold", "queue-name", "queue"), "test", 100)).build();
    }
}
