package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;

/** What queues do not keep, and the history it carries. */
class DeadLetterTest extends BrokerTest {

    @Test
    void rejectedMessageGoesToTheDeadLetterExchange() throws Exception {
        String exchange = newExchange("direct");
        String dead = newQueue();
        String queue = newQueue(Map.of("x-dead-letter-exchange", exchange));
        channel.queueBind(dead, exchange, queue);
        publish("", queue, new AMQP.BasicProperties.Builder().headers(Map.of("own", "header")).build(), "m");
        reject(queue);
        GetResponse letter = fetch(dead);
        assertThat(text(letter.getBody())).isEqualTo("m");
        assertThat(letter.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo(queue);
        Map<String, Object> headers = letter.getProps().getHeaders();
        assertThat(headers).containsOnlyKeys("own", "x-death", "x-first-death-exchange", "x-first-death-queue",
                "x-first-death-reason");
        assertThat(headers.get("x-first-death-reason")).hasToString("rejected");
        assertThat(headers.get("x-first-death-queue")).hasToString(queue);
        assertThat(headers.get("x-first-death-exchange")).hasToString("");
        Map<String, Object> death = deaths(letter).get(0);
        assertThat(death).containsOnlyKeys("count", "reason", "queue", "time", "exchange", "routing-keys");
        assertThat(death.get("count")).isEqualTo(1L);
        assertThat(death.get("reason")).hasToString("rejected");
        assertThat(death.get("queue")).hasToString(queue);
        assertThat(death.get("time")).isInstanceOf(Date.class);
        assertThat(death.get("exchange")).hasToString("");
        assertThat(death.get("routing-keys")).hasToString("[" + queue + "]");
    }

    @Test
    void deathsAreCountedByQueueAndReason() throws Exception {
        String first = queueName();
        String second = newQueue(Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", first));
        channel.queueDeclare(first, false, false, false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", second));
        send(first, "m");
        for (String queue : List.of(first, second, first, second)) {
            awaitCount(queue, 1);
            reject(queue);
        }
        List<Map<String, Object>> deaths = deaths(fetch(first));
        assertThat(deaths).extracting(death -> death.get("queue").toString()).containsExactly(second, first);
        assertThat(deaths).extracting(death -> death.get("count")).containsExactly(2L, 2L);
    }

    @Test
    void messageRoundsWithoutAnyRejectionEnd() throws Exception {
        String first = queueName();
        String second = newQueue(
                Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", first));
        channel.queueDeclare(first, false, false, false,
                Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", second));
        String marker = newQueue();
        send(first, "m");
        String timer = newQueue(
                Map.of("x-message-ttl", 300, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", marker));
        send(timer, "time enough for several rounds");
        fetch(marker);
        assertThat(count(first) + count(second)).isZero();
    }

    @Test
    void messageRoundsWithARejectionGoOn() throws Exception {
        String work = queueName();
        String retry = newQueue(
                Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", work));
        channel.queueDeclare(work, false, false, false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", retry));
        send(work, "m");
        for (int i = 0; i < 3; i++) {
            awaitCount(work, 1);
            reject(work);
        }
        List<Map<String, Object>> deaths = deaths(fetch(work));
        assertThat(deaths).extracting(death -> death.get("reason").toString()).containsExactly("expired", "rejected");
        assertThat(deaths).extracting(death -> death.get("count")).containsExactly(3L, 3L);
    }

    @Test
    void withoutDeadLetterExchangeTheyAreDropped() throws Exception {
        String queue = newQueue(Map.of("x-dead-letter-exchange", newName("not-there")));
        send(queue, "m");
        reject(queue);
        assertThat(count(queue)).isZero();
    }

    private void reject(String queue) throws Exception {
        channel.basicReject(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> deaths(GetResponse letter) {
        return (List<Map<String, Object>>) letter.getProps().getHeaders().get("x-death");
    }
}
