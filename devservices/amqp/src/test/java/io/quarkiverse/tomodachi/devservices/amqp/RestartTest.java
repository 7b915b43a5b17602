package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;

/** Brokers that stop and start again. */
class RestartTest extends OwnBrokerTest {

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void durableThingsAndPersistentMessagesStay(boolean gracefully) throws Exception {
        int port = broker.port();
        Channel channel = confirming();
        channel.exchangeDeclare("durable", "topic", true);
        channel.exchangeDeclare("transient", "topic", false);
        channel.queueDeclare("durable", true, false, false, Map.of("x-max-length", 9));
        channel.queueDeclare("transient", false, false, false, null);
        channel.queueDeclare("exclusive", true, true, false, null);
        channel.queueBind("durable", "durable", "a.*");
        channel.queueBind("durable", "transient", "a.*");
        channel.queueBind("transient", "durable", "a.*");
        channel.basicPublish("durable", "a.b", PERSISTENT, bytes("stays"));
        channel.basicPublish("durable", "a.b", TRANSIENT, bytes("goes"));
        channel.waitForConfirms(PATIENCE.toMillis());
        restart(gracefully);
        assertThat(broker.port()).isEqualTo(port);
        assertThat(broker.queues()).extracting(QueueView::name).containsExactly("durable");
        assertThat(broker.exchanges()).extracting(ExchangeView::name).contains("durable", "amq.topic")
                .doesNotContain("transient");
        assertThat(broker.bindings()).containsExactly(new BindingView("/", "durable", "durable", false, "a.*", Map.of()));
        Channel again = channel();
        again.queueDeclare("durable", true, false, false, Map.of("x-max-length", 9));
        again.basicPublish("durable", "a.c", PERSISTENT, bytes("new"));
        assertThat(BrokerTest.text(again.basicGet("durable", true).getBody())).isEqualTo("stays");
        assertThat(BrokerTest.text(again.basicGet("durable", true).getBody())).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void unacknowledgedMessagesComeAgain(boolean gracefully) throws Exception {
        durableQueue("q", Map.of());
        durableQueue("quorum", Map.of("x-queue-type", "quorum"));
        Channel channel = confirming();
        channel.basicPublish("", "q", PERSISTENT, bytes("1"));
        channel.basicPublish("", "q", PERSISTENT, bytes("2"));
        channel.basicPublish("", "quorum", TRANSIENT, bytes("3"));
        channel.waitForConfirms(PATIENCE.toMillis());
        channel.basicGet("q", false);
        channel.basicGet("quorum", false);
        restart(gracefully);
        Channel again = channel();
        GetResponse first = again.basicGet("q", true);
        assertThat(BrokerTest.text(first.getBody())).isEqualTo("1");
        assertThat(first.getEnvelope().isRedeliver()).isTrue();
        assertThat(again.basicGet("q", true).getEnvelope().isRedeliver()).isFalse();
        assertThat(again.basicGet("quorum", true).getProps().getHeaders()).containsEntry("x-delivery-count", 1L);
    }

    @Test
    void clientsAreToldWhenItStopsAndNotWhenItBreaksDown() throws Exception {
        Connection told = connect("told");
        broker.stop();
        await().atMost(PATIENCE).until(() -> !told.isOpen());
        assertThat(told.getCloseReason().getReason()).isInstanceOfSatisfying(AMQP.Connection.Close.class,
                close -> assertThat(close.getReplyCode()).isEqualTo(320));
        broker.start();
        Connection cut = connect("cut");
        broker.kill();
        await().atMost(PATIENCE).until(() -> !cut.isOpen());
        assertThat(cut.getCloseReason().getReason()).isNull();
    }

    @Test
    void nobodyIsLetInWhileItIsStopped() throws Exception {
        ConnectionFactory factory = factory();
        broker.stop();
        broker.stop();
        broker.kill();
        assertThat(broker.isRunning()).isFalse();
        assertThat(broker.port()).isPositive();
        assertThatThrownBy(factory::newConnection).isInstanceOf(ConnectException.class);
        assertThatThrownBy(broker::queues).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> broker.faults().raiseMemoryAlarm()).isInstanceOf(IllegalStateException.class);
        broker.restart();
        assertThat(broker.isRunning()).isTrue();
        connect("welcome").close();
    }

    @Test
    void clientsRecoverWithTheirConsumers() throws Exception {
        durableQueue("q", Map.of());
        ConnectionFactory factory = factory();
        factory.setAutomaticRecoveryEnabled(true);
        factory.setNetworkRecoveryInterval(50);
        try (Connection connection = factory.newConnection()) {
            Collector collector = Collector.on(connection.createChannel(), "q", true);
            for (int i = 0; i < 3; i++) {
                broker.restart();
                await().atMost(PATIENCE).until(() -> queue("q").consumers() == 1);
                channel().basicPublish("", "q", PERSISTENT, bytes("m" + i));
                assertThat(collector.texts(i + 1)).endsWith("m" + i);
            }
        }
    }

    @Test
    void timeGoesOnWhileItIsStopped() throws Exception {
        durableQueue("dead", Map.of());
        durableQueue("q", Map.of("x-message-ttl", 200, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead"));
        durableQueue("idle", Map.of("x-expires", 200));
        Channel channel = confirming();
        channel.basicPublish("", "q", PERSISTENT, bytes("m"));
        channel.waitForConfirms(PATIENCE.toMillis());
        broker.restart();
        await().atMost(PATIENCE).until(() -> queue("dead").ready() == 1);
        await().atMost(PATIENCE).until(() -> broker.queue("idle").isEmpty());
    }

    @Test
    void memoryIsFreedByWhatGoes() throws Exception {
        broker.close();
        broker = AmqpBroker.builder().memoryLimit(100_000).build().start();
        channel().queueDeclare("transient", false, false, false, null);
        Channel channel = confirming();
        channel.basicPublish("", "transient", TRANSIENT, new byte[200_000]);
        channel.waitForConfirms(PATIENCE.toMillis());
        channel.basicPublish("", "transient", TRANSIENT, bytes("waits"));
        await().atMost(PATIENCE).until(() -> broker.connectionViews().stream().anyMatch(ConnectionView::blocked));
        broker.restart();
        Channel again = confirming();
        again.basicPublish("", "nowhere", TRANSIENT, bytes("m"));
        again.waitForConfirms(PATIENCE.toMillis());
        assertThat(broker.connectionViews()).extracting(ConnectionView::blocked).isEqualTo(List.of(false));
    }

    private void restart(boolean gracefully) {
        if (gracefully) {
            broker.stop();
        } else {
            broker.kill();
        }
        broker.start();
    }
}
