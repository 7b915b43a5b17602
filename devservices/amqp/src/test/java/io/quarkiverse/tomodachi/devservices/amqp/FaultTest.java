package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;

/** Starting, stopping, breaking and looking into our own broker. */
class FaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void closingLeavesNothingBehind() throws Exception {
        AmqpBroker broker = AmqpBroker.builder().build().start();
        int port = broker.port();
        String thread = "tomodachi-amqp-" + port;
        assertThat(threads(thread)).isEqualTo(1);
        Connection connection = factory(broker).newConnection();
        broker.close();
        broker.close();
        assertThat(threads(thread)).isZero();
        await().atMost(PATIENCE).until(() -> !connection.isOpen());
        assertThat(connection.getCloseReason().getReason()).isInstanceOfSatisfying(AMQP.Connection.Close.class,
                close -> assertThat(close.getReplyCode()).isEqualTo(320));
        try (ServerSocket freed = new ServerSocket(port)) {
            assertThat(freed.getLocalPort()).isEqualTo(port);
        }
        assertThatThrownBy(broker::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(broker::queues).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void severalBrokersLiveSideBySide() throws Exception {
        try (AmqpBroker first = AmqpBroker.builder().build().start();
                AmqpBroker second = AmqpBroker.builder().build().start();
                Connection connection = factory(first).newConnection()) {
            connection.createChannel().queueDeclare("q", false, false, false, null);
            assertThat(first.queues()).hasSize(1);
            assertThat(second.queues()).isEmpty();
            assertThat(first.start().port()).isNotEqualTo(second.port());
        }
    }

    @Test
    void portInUseIsToldClearly() {
        try (AmqpBroker first = AmqpBroker.builder().build().start()) {
            AmqpBroker second = AmqpBroker.builder().port(first.port()).build();
            assertThatThrownBy(second::start).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot listen on 127.0.0.1:" + first.port());
            second.close();
        }
    }

    @Test
    void cutConnectionsRecoverAndFindTheirMessages() throws Exception {
        try (AmqpBroker broker = AmqpBroker.builder().credentials("me", "secret").build().start()) {
            ConnectionFactory factory = factory(broker);
            factory.setUsername("me");
            factory.setPassword("secret");
            factory.setAutomaticRecoveryEnabled(true);
            factory.setNetworkRecoveryInterval(50);
            try (Connection connection = factory.newConnection()) {
                Channel channel = connection.createChannel();
                channel.queueDeclare("q", false, false, false, null);
                channel.basicPublish("", "q", null, new byte[] { 1 });
                Collector collector = Collector.on(channel, "q", false);
                collector.awaited(1);
                broker.closeConnections();
                assertThat(collector.awaited(2).get(1).getEnvelope().isRedeliver()).isTrue();
                assertThat(broker.connections()).isEqualTo(1);
            }
            await().atMost(PATIENCE).until(() -> broker.connections() == 0);
        }
    }

    @Test
    void deletedQueuesTakeTheirConsumersAlong() throws Exception {
        try (AmqpBroker broker = AmqpBroker.builder().build().start();
                Connection connection = factory(broker).newConnection()) {
            Channel channel = connection.createChannel();
            channel.queueDeclare("q", false, true, false, null);
            Collector collector = Collector.on(channel, "q", true);
            assertThat(broker.deleteQueue("q")).isTrue();
            assertThat(broker.deleteQueue("q")).isFalse();
            await().atMost(PATIENCE).until(() -> !collector.cancelledByBroker().isEmpty());
        }
    }

    /** As in RabbitMQ 4.3, where a client that goes on using the channel gets messages for a consumer that it lost. */
    @Test
    void quorumQueuesTakeBackWhatConsumersAreTooSlowFor() throws Exception {
        try (AmqpBroker broker = AmqpBroker.builder().build().start();
                Connection connection = factory(broker).newConnection()) {
            Channel channel = connection.createChannel();
            channel.queueDeclare("q", true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", 0));
            for (int number = 1; number <= 3; number++) {
                channel.basicPublish("", "q", null, new byte[] { (byte) number });
            }
            channel.basicQos(2);
            Collector slow = Collector.on(channel, "q", false);
            slow.awaited(2);

            assertThat(broker.faults().timeOutConsumers("q")).isEqualTo(2);
            assertThat(broker.faults().timeOutConsumers("q")).isZero();
            await().atMost(PATIENCE).until(() -> !slow.cancelledByBroker().isEmpty());
            assertThat(broker.queue("q")).get().extracting(QueueView::ready, QueueView::unacknowledged).containsExactly(3, 0);
            assertThat(broker.messages("q")).extracting(message -> message.body()[0], MessageView::redelivered)
                    .containsExactly(tuple((byte) 1, true), tuple((byte) 2, true), tuple((byte) 3, false));

            BlockingQueue<Byte> unsolicited = new LinkedBlockingQueue<>();
            channel.setDefaultConsumer(new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                    unsolicited.add(body[0]);
                }
            });
            channel.basicAck(1, false);
            channel.basicQos(2);
            assertThat(broker.queue("q")).get().extracting(QueueView::ready).isEqualTo(3);
            channel.basicNack(2, false, true);
            assertThat(unsolicited.poll(10, TimeUnit.SECONDS)).isEqualTo((byte) 1);
            assertThat(unsolicited.poll(10, TimeUnit.SECONDS)).isEqualTo((byte) 2);
            channel.basicAck(4, true);
            assertThat(unsolicited.poll(10, TimeUnit.SECONDS)).isEqualTo((byte) 3);
            assertThat(channel.isOpen()).isTrue();
            channel.close();
            assertThat(broker.queue("q")).get().extracting(QueueView::unacknowledged).isEqualTo(0);
        }
    }

    @Test
    void viewsTellWhatIsThere() throws Exception {
        try (AmqpBroker broker = AmqpBroker.builder().build().start();
                Connection connection = factory(broker).newConnection()) {
            Channel channel = connection.createChannel();
            channel.exchangeDeclare("x", "topic", true);
            channel.queueDeclare("q", true, false, false, Map.of("x-max-length", 9, "x-overflow", "drop-head"));
            channel.queueBind("q", "x", "a.#");
            channel.basicPublish("x", "a.b", null, new byte[] { 1 });
            channel.basicPublish("x", "a.b", null, new byte[] { 1 });
            channel.basicGet("q", false);
            channel.basicReject(channel.basicGet("q", false).getEnvelope().getDeliveryTag(), true);
            Collector.on(channel, channel.queueDeclare().getQueue(), true);
            assertThat(broker.queues()).filteredOn(queue -> queue.name().equals("q")).containsExactly(new QueueView("/", "q",
                    true, false, false, 1, 1, 0, Map.of("x-max-length", 9L, "x-overflow", "drop-head")));
            assertThat(broker.queues()).filteredOn(QueueView::exclusive).singleElement()
                    .satisfies(queue -> assertThat(queue.consumers()).isEqualTo(1));
            assertThat(broker.messages("q")).singleElement().satisfies(message -> {
                assertThat(message.body()).containsExactly(1);
                assertThat(message.exchange() + message.routingKey() + message.redelivered()).isEqualTo("xa.btrue");
            });
            assertThat(broker.messages("nothing")).isEmpty();
            assertThat(broker.exchanges()).extracting(ExchangeView::name).contains("", "amq.topic", "x");
            assertThat(broker.bindings()).containsExactly(new BindingView("/", "x", "q", false, "a.#", Map.of()));
            assertThat(broker.connections()).isEqualTo(1);
        }
    }

    private static ConnectionFactory factory(AmqpBroker broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).count();
    }
}
