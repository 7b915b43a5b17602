package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;

/** Messages whose time is over, and where they go. */
class ExpiryTest extends BrokerTest {

    @Test
    void queueSetsTheTimeOfItsMessages() throws Exception {
        String dead = newQueue();
        String queue = newQueue(Map.of("x-message-ttl", 50, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        send(queue, "m");
        GetResponse letter = fetch(dead);
        assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo(dead);
        Map<String, Object> death = DeadLetterTest.deaths(letter).get(0);
        assertThat(death.get("reason")).hasToString("expired");
        assertThat(death).doesNotContainKey("original-expiration");
        assertThat(count(queue)).isZero();
    }

    @Test
    void messagesCanSetTheirOwnTime() throws Exception {
        String dead = newQueue();
        String queue = newQueue(
                Map.of("x-message-ttl", 60_000, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        publish("", queue, new AMQP.BasicProperties.Builder().expiration("40").build(), "m");
        GetResponse letter = fetch(dead);
        assertThat(DeadLetterTest.deaths(letter).get(0).get("original-expiration")).hasToString("40");
        assertThat(letter.getProps().getExpiration()).isNull();
    }

    @Test
    void onlyTheHeadExpires() throws Exception {
        String dead = newQueue();
        String queue = newQueue(Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        publish("", queue, new AMQP.BasicProperties.Builder().expiration("400").build(), "first");
        publish("", queue, new AMQP.BasicProperties.Builder().expiration("1").build(), "second");
        assertThat(fetchTexts(dead, 2)).isEqualTo(List.of("first", "second"));
    }

    @Test
    void noTimeAtAllIsEnoughForAWaitingConsumer() throws Exception {
        String queue = newQueue(Map.of("x-message-ttl", 0));
        send(queue, "lost");
        awaitCount(queue, 0);
        Collector collector = Collector.on(channel, queue, true);
        send(queue, "caught");
        assertThat(collector.texts(1)).containsExactly("caught");
    }
}
