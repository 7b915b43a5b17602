package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

/** Queues with limits, with priorities, and quorum queues with their delivery counts. */
class QueueLimitsTest extends BrokerTest {

    @Test
    void fullQueueDropsItsHead() throws Exception {
        String dead = newQueue();
        String queue = newQueue(Map.of("x-max-length", 2, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        send(queue, "1", "2", "3");
        GetResponse letter = fetch(dead);
        assertThat(text(letter.getBody())).isEqualTo("1");
        assertThat(DeadLetterTest.deaths(letter).get(0).get("reason")).hasToString("maxlen");
        assertThat(fetchTexts(queue, 2)).containsExactly("2", "3");
    }

    @Test
    void octetsCanBeLimited() throws Exception {
        String queue = newQueue(Map.of("x-max-length-bytes", 10));
        send(queue, "123456", "1234", "12");
        assertThat(fetchTexts(queue, 2)).containsExactly("1234", "12");
    }

    @Test
    void fullQueueMayRefuse() throws Exception {
        String queue = newQueue(Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        assertThat(confirmed(queue, "1")).isTrue();
        assertThat(confirmed(queue, "2")).isFalse();
        assertThat(fetchText(queue)).isEqualTo("1");
        assertThat(confirmed(queue, "3")).isTrue();
    }

    @Test
    void refusedMessagesMayBeDeadLettered() throws Exception {
        String dead = newQueue();
        String queue = newQueue(Map.of("x-max-length", 1, "x-overflow", "reject-publish-dlx", "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", dead));
        assertThat(confirmed(queue, "1")).isTrue();
        assertThat(confirmed(queue, "2")).isFalse();
        assertThat(fetchText(dead)).isEqualTo("2");
    }

    @Test
    void higherPriorityComesFirst() throws Exception {
        String queue = newQueue(Map.of("x-max-priority", 5));
        for (int priority : new int[] { 1, 0, 3, 9, 3 }) {
            publish("", queue, new AMQP.BasicProperties.Builder().priority(priority).build(), "p" + priority);
        }
        send(queue, "none");
        assertThat(fetchTexts(queue, 6)).containsExactly("p9", "p3", "p3", "p1", "p0", "none");
    }

    @Test
    void quorumQueueCountsDeliveries() throws Exception {
        String dead = newQueue();
        String queue = newQuorumQueue(
                Map.of("x-delivery-limit", 2, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        send(queue, "m");
        Channel reader = connection.createChannel();
        GetResponse first = fetchForAck(reader, queue);
        assertThat(deliveryCount(first)).isEqualTo(0L);
        reader.basicNack(first.getEnvelope().getDeliveryTag(), false, true);
        GetResponse second = fetchForAck(reader, queue);
        assertThat(deliveryCount(second)).isEqualTo(1L);
        assertThat(second.getEnvelope().isRedeliver()).isTrue();
        reader.close();
        GetResponse third = fetchForAck(channel, queue);
        assertThat(deliveryCount(third)).isEqualTo(2L);
        channel.basicNack(third.getEnvelope().getDeliveryTag(), false, true);
        GetResponse letter = fetch(dead);
        assertThat(DeadLetterTest.deaths(letter).get(0).get("reason")).hasToString("delivery_limit");
    }

    private static Object deliveryCount(GetResponse got) {
        return got.getProps().getHeaders() == null ? null : got.getProps().getHeaders().get("x-delivery-count");
    }

    private static GetResponse fetchForAck(Channel reader, String queue) {
        return await().atMost(PATIENCE).pollInSameThread()
                .until(() -> reader.basicGet(queue, false), got -> got != null);
    }

    private boolean confirmed(String queue, String body) throws Exception {
        try (Channel publisher = connection.createChannel()) {
            publisher.confirmSelect();
            publisher.basicPublish("", queue, PLAIN, bytes(body));
            return publisher.waitForConfirms(PATIENCE.toMillis());
        }
    }
}
