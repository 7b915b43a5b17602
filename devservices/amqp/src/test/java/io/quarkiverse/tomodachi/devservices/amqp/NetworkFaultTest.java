package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;

/** Connections, channels and consumers that end before their time, or fall silent. */
class NetworkFaultTest extends OwnBrokerTest {

    @Test
    void oneConnectionIsCutAndOthersAreNot() throws Exception {
        Connection first = connect("first");
        Connection second = connect("second");
        assertThat(broker.connectionViews()).extracting(ConnectionView::name, ConnectionView::user)
                .containsExactly(tuple("first", "guest"),
                        tuple("second", "guest"));
        assertThat(broker.faults().cutConnections(named("first"))).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !first.isOpen());
        assertThat(first.getCloseReason().getReason()).isNull();
        assertThat(second.isOpen()).isTrue();
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void operatorsCloseConnectionsWithAReason() throws Exception {
        Connection connection = connect("one");
        assertThat(broker.faults().closeConnections(any -> true, "maintenance")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !connection.isOpen());
        AMQP.Connection.Close close = (AMQP.Connection.Close) connection.getCloseReason().getReason();
        assertThat(close.getReplyCode()).isEqualTo(320);
        assertThat(close.getReplyText()).isEqualTo("CONNECTION_FORCED - maintenance");
    }

    @Test
    void silentConnectionLosesWhatIsSentAndIsMissedByItsHeartbeat() throws Exception {
        durableQueue("q", Map.of());
        ConnectionFactory factory = factory();
        factory.setRequestedHeartbeat(1);
        Connection silent = factory.newConnection("silent");
        Channel channel = silent.createChannel();
        channel.basicPublish("", "q", PERSISTENT, bytes("held"));
        Collector collector = Collector.on(channel, "q", false);
        collector.awaited(1);
        assertThat(broker.faults().silenceConnections(named("silent"))).isEqualTo(1);
        channel.basicAck(collector.awaited(1).get(0).getEnvelope().getDeliveryTag(), false);
        channel.basicPublish("", "q", PERSISTENT, bytes("lost"));
        assertThat(queue("q").unacknowledged()).isEqualTo(1);
        assertThat(broker.connectionViews()).filteredOn(ConnectionView::silenced).hasSize(1);
        silent.abort(100);
        await().atMost(PATIENCE).until(() -> queue("q").ready() == 1 && broker.connections() == 1);
        assertThat(queue("q").unacknowledged()).isZero();
    }

    @Test
    void silentConnectionWithoutHeartbeatsIsHeldUntilItIsCut() throws Exception {
        durableQueue("q", Map.of());
        ConnectionFactory factory = factory();
        factory.setRequestedHeartbeat(0);
        Connection silent = factory.newConnection("silent");
        Channel channel = silent.createChannel();
        channel.basicPublish("", "q", PERSISTENT, bytes("held"));
        Collector.on(channel, "q", false).awaited(1);
        broker.faults().silenceConnections(named("silent"));
        silent.abort(100);
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> queue("q").unacknowledged() == 1);
        assertThat(broker.faults().cutConnections(named("silent"))).isEqualTo(1);
        assertThat(queue("q").ready()).isEqualTo(1);
    }

    @Test
    void newConnectionsGetNoAnswer() throws Exception {
        broker.faults().silenceNewConnections(true);
        ConnectionFactory impatient = factory();
        impatient.setHandshakeTimeout(200);
        assertThatThrownBy(impatient::newConnection).isInstanceOf(TimeoutException.class);
        broker.faults().silenceNewConnections(false);
        connect("welcome").close();
    }

    @Test
    void channelOfAQueueIsClosed() throws Exception {
        durableQueue("q", Map.of());
        long before = broker.openedChannels();
        Connection connection = connect("one");
        Channel consuming = connection.createChannel();
        Channel other = connection.createChannel();
        consuming.basicPublish("", "q", PERSISTENT, bytes("m"));
        Collector.on(consuming, "q", false).awaited(1);
        assertThat(broker.channels()).filteredOn(channel -> channel.consuming().equals(List.of("q"))).singleElement()
                .satisfies(channel -> assertThat(channel.unacknowledged()).isEqualTo(1));
        assertThat(broker.faults().closeChannels(channel -> channel.consuming().contains("q"), 406, "because")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !consuming.isOpen());
        ShutdownSignalException reason = consuming.getCloseReason();
        AMQP.Channel.Close close = (AMQP.Channel.Close) reason.getReason();
        assertThat(close.getReplyCode()).isEqualTo(406);
        assertThat(close.getReplyText()).isEqualTo("PRECONDITION_FAILED - because");
        assertThat(queue("q").ready()).isEqualTo(1);
        assertThat(other.isOpen()).isTrue();
        assertThat(broker.openedChannels() - before).isEqualTo(2);
        assertThatThrownBy(() -> broker.faults().closeChannels(any -> true, 501, "")).isInstanceOf(
                IllegalArgumentException.class);
    }

    @Test
    void consumersAreCancelled() throws Exception {
        durableQueue("q", Map.of());
        Channel channel = channel();
        Collector first = Collector.on(channel, "q", true);
        Collector second = Collector.on(channel(), "q", true);
        assertThat(broker.faults().cancelConsumers("q")).isEqualTo(2);
        assertThat(broker.faults().cancelConsumers("nothing")).isZero();
        await().atMost(PATIENCE).until(() -> first.cancelledByBroker().contains(first.tag())
                && second.cancelledByBroker().contains(second.tag()));
        assertThat(queue("q").consumers()).isZero();
        channel.queueDeclare("auto", false, false, true, null);
        Collector.on(channel, "auto", true);
        broker.faults().cancelConsumers("auto");
        assertThat(broker.queue("auto")).isEmpty();
    }

    private static Predicate<ConnectionView> named(String name) {
        return connection -> connection.name().equals(name);
    }
}
