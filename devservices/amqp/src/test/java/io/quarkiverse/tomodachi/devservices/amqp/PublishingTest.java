package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;

/** Publishing: what arrives, what is confirmed, what is given back and what is refused. */
class PublishingTest extends BrokerTest {

    @Test
    void propertiesArriveAsTheyWereSent() throws Exception {
        String queue = newQueue();
        AMQP.BasicProperties sent = new AMQP.BasicProperties.Builder().contentType("text/plain").contentEncoding("utf-8")
                .deliveryMode(2).priority(3).correlationId("c").replyTo("r").messageId("m").timestamp(new Date(1_000_000_000L))
                .type("t").userId(factory.getUsername()).appId("a")
                .headers(Map.of("text", "ä", "int", 1, "long", 2L, "bool", true, "double", 1.5, "list", List.of(1, 2),
                        "table", Map.of("k", "v"), "date", new Date(5000), "bytes", new byte[] { 1, 2 }))
                .build();
        publish("", queue, sent, "body");
        AMQP.BasicProperties got = fetch(queue).getProps();
        assertThat(got).usingRecursiveComparison().ignoringFields("headers", "bodySize").isEqualTo(sent);
        Map<String, Object> headers = got.getHeaders();
        assertThat(headers).hasSize(9).containsEntry("int", 1).containsEntry("long", 2L).containsEntry("bool", true)
                .containsEntry("double", 1.5).containsEntry("list", List.of(1, 2)).containsEntry("date", new Date(5000));
        assertThat(headers.get("text")).hasToString("ä");
        assertThat(headers.get("table")).hasToString("{k=v}");
        assertThat((byte[]) headers.get("bytes")).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 4_096, 131_064, 131_065, 262_128, 5_000_000 })
    void bodiesOfAnySizeArrive(int size) throws Exception {
        String queue = newQueue();
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        channel.confirmSelect();
        channel.basicPublish("", queue, PLAIN, body);
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        assertThat(fetch(queue).getBody()).isEqualTo(body);
    }

    @Test
    void manyMessagesAreConfirmedAndKeepTheirOrder() throws Exception {
        String queue = newQueue();
        channel.confirmSelect();
        for (int i = 0; i < 2_000; i++) {
            channel.basicPublish("", queue, PLAIN, bytes("" + i));
        }
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        Collector collector = Collector.on(channel, queue, true);
        List<String> texts = collector.texts(2_000);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(texts.get(i)).isEqualTo("" + i);
        }
    }

    @Test
    void mandatoryMessagesComeBackBeforeTheirConfirm() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        Channel publisher = connection.createChannel();
        publisher.confirmSelect();
        publisher.addReturnListener(returned -> events.add(returned.getReplyCode() + " " + returned.getReplyText() + " "
                + returned.getRoutingKey() + " " + text(returned.getBody())));
        publisher.addConfirmListener((tag, multiple) -> events.add("ack " + tag), (tag, multiple) -> events.add("nack"));
        publisher.basicPublish("", "nobody-listens", true, PLAIN, bytes("m"));
        await().atMost(PATIENCE).until(() -> events.size() >= 2);
        assertThat(events).containsExactly("312 NO_ROUTE nobody-listens m", "ack 1");
    }

    @Test
    void unroutedMessagesAreConfirmedToo() throws Exception {
        channel.confirmSelect();
        channel.basicPublish("amq.direct", "nobody", PLAIN, bytes("m"));
        assertThat(channel.waitForConfirms(PATIENCE.toMillis())).isTrue();
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        assertChannelClosed(406, "invalid expiration 'soon': no_integer",
                ch -> ch.basicPublish("", "q", new AMQP.BasicProperties.Builder().expiration("soon").build(), bytes("m")));
        assertChannelClosed(406, "user_id property set to 'someone' but authenticated user was",
                ch -> ch.basicPublish("", "q", new AMQP.BasicProperties.Builder().userId("someone").build(), bytes("m")));
        assertChannelClosed(406, "{unacceptable_type_in_header,\"CC\",longstr}", ch -> ch.basicPublish("", "q",
                new AMQP.BasicProperties.Builder().headers(Map.of("CC", "text")).build(), bytes("m")));
        assertConnectionClosed(540, "NOT_IMPLEMENTED - immediate=true",
                ch -> ch.basicPublish("", "q", false, true, PLAIN, bytes("m")));
    }
}
