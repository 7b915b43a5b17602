package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Limits that are set when the broker is made. */
class LimitSettingsTest extends OwnBrokerTest {

    @Override
    AmqpBrokerBuilder settings(AmqpBrokerBuilder builder) {
        return builder.channelMax(5).frameMax(8192).heartbeat(Duration.ofSeconds(7))
                .consumerTimeout(Duration.ofSeconds(2)).maxMessageSize(20_000);
    }

    @Test
    void clientsAgreeToThem() throws Exception {
        Connection connection = connect("one");
        assertThat(connection.getChannelMax()).isEqualTo(5);
        assertThat(connection.getFrameMax()).isEqualTo(8192);
        assertThat(connection.getHeartbeat()).isEqualTo(7);
    }

    @Test
    void channelOfAClientThatDoesNotAcknowledgeIsClosed() throws Exception {
        durableQueue("q", Map.of());
        Channel channel = channel();
        channel.basicPublish("", "q", PERSISTENT, bytes("1"));
        channel.basicPublish("", "q", PERSISTENT, bytes("2"));
        Collector collector = Collector.on(channel, "q", false);
        channel.basicAck(collector.awaited(2).get(0).getEnvelope().getDeliveryTag(), false);
        await().atMost(PATIENCE).until(() -> !channel.isOpen());
        AMQP.Channel.Close close = (AMQP.Channel.Close) channel.getCloseReason().getReason();
        assertThat(close.getReplyCode()).isEqualTo(406);
        assertThat(close.getReplyText()).isEqualTo("PRECONDITION_FAILED - delivery acknowledgement on channel 1 timed out."
                + " Timeout value used: 2000 ms. This timeout value can be configured, see consumers doc guide to learn more");
        assertThat(channel.getConnection().isOpen()).isTrue();
        assertThat(queue("q").ready()).isEqualTo(1);
    }

    @Test
    void channelOfAClientThatAcknowledgesInTimeStaysOpen() throws Exception {
        durableQueue("q", Map.of());
        Channel channel = channel();
        Collector collector = Collector.on(channel, "q", false);
        for (int i = 1; i <= 8; i++) {
            channel.basicPublish("", "q", PERSISTENT, bytes("m"));
            channel.basicAck(collector.awaited(i).get(i - 1).getEnvelope().getDeliveryTag(), false);
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void channelOfALargerMessageIsClosed() throws Exception {
        durableQueue("q", Map.of());
        Channel channel = channel();
        channel.confirmSelect();
        channel.basicPublish("", "q", PERSISTENT, new byte[20_000]);
        channel.waitForConfirmsOrDie();
        channel.basicPublish("", "q", PERSISTENT, new byte[20_001]);
        await().atMost(PATIENCE).until(() -> !channel.isOpen());
        AMQP.Channel.Close close = (AMQP.Channel.Close) channel.getCloseReason().getReason();
        assertThat(close.getReplyCode()).isEqualTo(406);
        assertThat(close.getReplyText())
                .isEqualTo("PRECONDITION_FAILED - message size 20001 is larger than configured max size 20000");
        assertThat(close.getClassId()).isEqualTo(60);
        assertThat(close.getMethodId()).isEqualTo(40);
        assertThat(channel.getConnection().isOpen()).isTrue();
        assertThat(queue("q").ready()).isEqualTo(1);
    }

    @Test
    void impossibleOnesAreRefused() {
        AmqpBrokerBuilder builder = AmqpBroker.builder();
        assertThatThrownBy(() -> builder.port(65_536)).hasMessage("Not a port: 65536");
        assertThatThrownBy(() -> builder.channelMax(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.frameMax(4095)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.heartbeat(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.consumerTimeout(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxMessageSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.memoryLimit(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
