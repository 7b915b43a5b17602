package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

/** Replies without a reply queue. */
class DirectReplyTest extends BrokerTest {

    private static final String REPLY_TO = "amq.rabbitmq.reply-to";

    @Test
    void repliesGoStraightToTheAskingChannel() throws Exception {
        String queue = newQueue();
        Collector replies = Collector.on(channel, REPLY_TO, true);
        channel.basicPublish("", queue, new AMQP.BasicProperties.Builder().replyTo(REPLY_TO).correlationId("7").build(),
                bytes("question"));
        try (Connection serving = factory.newConnection(); Channel server = serving.createChannel()) {
            Delivery question = Collector.on(server, queue, true).awaited(1).get(0);
            String replyTo = question.getProperties().getReplyTo();
            assertThat(replyTo).startsWith(REPLY_TO + ".");
            server.queueDeclarePassive(REPLY_TO);
            server.basicPublish("", replyTo, new AMQP.BasicProperties.Builder().correlationId("7").build(), bytes("answer"));
            Delivery answer = replies.awaited(1).get(0);
            assertThat(text(answer.getBody())).isEqualTo("answer");
            assertThat(answer.getProperties().getCorrelationId()).isEqualTo("7");
            assertThat(answer.getEnvelope().getRoutingKey()).isEqualTo(replyTo);
        }
    }

    @Test
    void misuseIsRefused() throws Exception {
        assertChannelClosed(406, "reply consumer cannot acknowledge", ch -> Collector.on(ch, REPLY_TO, false));
        assertChannelClosed(406, "reply consumer already set", ch -> {
            Collector.on(ch, REPLY_TO, true);
            Collector.on(ch, REPLY_TO, true);
        });
        assertChannelClosed(406, "fast reply consumer does not exist", ch -> ch.basicPublish("", "q",
                new AMQP.BasicProperties.Builder().replyTo(REPLY_TO).build(), bytes("m")));
    }
}
