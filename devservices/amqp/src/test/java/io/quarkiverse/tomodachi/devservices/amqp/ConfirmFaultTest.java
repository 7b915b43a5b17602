package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;

/** Confirms that come late, never, or say no. */
class ConfirmFaultTest extends OwnBrokerTest {

    private final List<String> confirms = new CopyOnWriteArrayList<>();

    @Test
    void withheldConfirmsComeWhenTheyAreReleased() throws Exception {
        durableQueue("q", Map.of("x-max-length", 2, "x-overflow", "reject-publish"));
        Channel channel = listening();
        publish(channel, 1);
        await().atMost(PATIENCE).until(() -> confirms.equals(List.of("ack 1")));
        broker.faults().withholdConfirms();
        publish(channel, 2);
        await().atMost(PATIENCE).until(() -> queue("q").ready() == 2);
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> confirms.size() == 1);
        broker.faults().releaseConfirms();
        await().atMost(PATIENCE).until(() -> confirms.equals(List.of("ack 1", "ack 2", "nack 3")));
        publish(channel, 1);
        await().atMost(PATIENCE).until(() -> confirms.size() == 4);
    }

    @Test
    void lostConfirmsNeverCome() throws Exception {
        durableQueue("q", Map.of());
        Channel channel = listening();
        broker.faults().withholdConfirms();
        publish(channel, 2);
        await().atMost(PATIENCE).until(() -> queue("q").ready() == 2);
        broker.faults().loseConfirms();
        publish(channel, 3);
        await().atMost(PATIENCE).until(() -> confirms.equals(List.of("ack 3", "ack 4", "ack 5")));
        assertThat(queue("q").ready()).isEqualTo(5);
    }

    @Test
    void messagesAreRefused() throws Exception {
        durableQueue("q", Map.of());
        Channel channel = listening();
        broker.faults().refuseMessages(2);
        channel().basicPublish("", "q", PERSISTENT, bytes("without confirms"));
        await().atMost(PATIENCE).until(() -> queue("q").ready() == 1);
        publish(channel, 3);
        await().atMost(PATIENCE).until(() -> confirms.equals(List.of("nack 1", "nack 2", "ack 3")));
        assertThat(queue("q").ready()).isEqualTo(2);
        assertThatThrownBy(() -> broker.faults().refuseMessages(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void faultsEndWithTheBroker() throws Exception {
        durableQueue("q", Map.of());
        broker.faults().withholdConfirms();
        broker.faults().refuseMessages(5);
        broker.faults().raiseMemoryAlarm();
        broker.faults().silenceNewConnections(true);
        broker.restart();
        Channel channel = listening();
        publish(channel, 2);
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        assertThat(queue("q").ready()).isEqualTo(2);
    }

    private Channel listening() throws Exception {
        Channel channel = confirming();
        channel.addConfirmListener((tag, multiple) -> confirms.add("ack " + tag + (multiple ? " and before" : "")),
                (tag, multiple) -> confirms.add("nack " + tag + (multiple ? " and before" : "")));
        return channel;
    }

    private void publish(Channel channel, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            channel.basicPublish("", "q", PERSISTENT, bytes("m"));
        }
    }
}
