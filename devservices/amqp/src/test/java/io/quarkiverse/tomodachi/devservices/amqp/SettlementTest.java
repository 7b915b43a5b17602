package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

/** What becomes of deliveries: acknowledged, refused, put back, or lost with their connection. */
class SettlementTest extends BrokerTest {

    @Test
    void acknowledgedMessagesAreGone() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2", "3");
        try (Channel reader = connection.createChannel()) {
            reader.basicGet(queue, false);
            GetResponse second = reader.basicGet(queue, false);
            assertThat(second.getMessageCount()).isEqualTo(1);
            reader.basicAck(second.getEnvelope().getDeliveryTag(), true);
        }
        assertThat(fetchText(queue)).isEqualTo("3");
        assertThat(count(queue)).isZero();
    }

    @Test
    void closingTheChannelPutsMessagesBackInOrder() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2", "3");
        Channel reader = connection.createChannel();
        Collector.on(reader, queue, false).awaited(3);
        assertThat(count(queue)).isZero();
        reader.close();
        List<GetResponse> back = IntStream.range(0, 3).mapToObj(i -> fetch(queue)).toList();
        assertThat(back).extracting(got -> text(got.getBody())).containsExactly("1", "2", "3");
        assertThat(back).allMatch(got -> got.getEnvelope().isRedeliver());
    }

    @Test
    void cuttingTheConnectionPutsMessagesBack() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2");
        Connection cut = factory.newConnection();
        Collector.on(cut.createChannel(), queue, false).awaited(2);
        cut.abort();
        assertThat(fetchTexts(queue, 2)).containsExactly("1", "2");
    }

    @Test
    void refusedMessagesReturnToTheirPlaces() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2", "3", "4");
        Channel reader = connection.createChannel();
        for (int i = 0; i < 3; i++) {
            reader.basicGet(queue, false);
        }
        reader.basicReject(2, true);
        reader.basicNack(3, true, true);
        reader.close();
        assertThat(fetchTexts(queue, 4)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void refusedForGoodMeansGone() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2", "3");
        Channel reader = connection.createChannel();
        for (int i = 0; i < 3; i++) {
            reader.basicGet(queue, false);
        }
        reader.basicReject(3, false);
        reader.basicNack(0, true, false);
        reader.close();
        assertThat(count(queue)).isZero();
    }

    @Test
    void redeliveryIsMarked() throws Exception {
        String queue = newQueue();
        send(queue, "m");
        GetResponse first = channel.basicGet(queue, false);
        assertThat(first.getEnvelope().isRedeliver()).isFalse();
        channel.basicNack(first.getEnvelope().getDeliveryTag(), false, true);
        assertThat(fetch(queue).getEnvelope().isRedeliver()).isTrue();
    }

    @Test
    void recoverDeliversAgain() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2");
        Channel reader = connection.createChannel();
        Collector collector = Collector.on(reader, queue, false);
        collector.awaited(2);
        reader.basicRecover(true);
        assertThat(collector.texts(4)).containsExactly("1", "2", "1", "2");
        assertThat(collector.awaited(4)).extracting(d -> d.getEnvelope().isRedeliver())
                .containsExactly(false, false, true, true);
        assertConnectionClosed(540, "NOT_IMPLEMENTED - requeue=false", ch -> ch.basicRecover(false));
    }

    @Test
    void unknownTagsCloseTheChannel() throws Exception {
        String queue = newQueue();
        send(queue, "m");
        assertChannelClosed(406, "PRECONDITION_FAILED - unknown delivery tag 1", ch -> {
            long tag = ch.basicGet(queue, false).getEnvelope().getDeliveryTag();
            ch.basicAck(tag, false);
            ch.basicAck(tag, false);
        });
        assertThat(count(queue)).isZero();
        assertChannelClosed(406, "unknown delivery tag 9", ch -> ch.basicNack(9, true, true));
        assertChannelClosed(406, "unknown delivery tag 9", ch -> ch.basicReject(9, true));
    }

    @Test
    void automaticAcknowledgementLeavesNothingBehind() throws Exception {
        String queue = newQueue();
        Channel reader = connection.createChannel();
        Collector collector = Collector.on(reader, queue, true);
        send(queue, "1", "2");
        collector.awaited(2);
        reader.close();
        assertThat(count(queue)).isZero();
    }
}
