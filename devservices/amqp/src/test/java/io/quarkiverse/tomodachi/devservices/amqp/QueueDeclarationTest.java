package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Declaring, finding and deleting queues, and what is refused. */
class QueueDeclarationTest extends BrokerTest {

    @Test
    void brokerNamesQueuesWithoutName() throws Exception {
        AMQP.Queue.DeclareOk first = channel.queueDeclare();
        AMQP.Queue.DeclareOk second = channel.queueDeclare();
        assertThat(first.getQueue()).startsWith("amq.gen-").isNotEqualTo(second.getQueue());
    }

    @Test
    void emptyNameMeansTheQueueDeclaredLast() throws Exception {
        String queue = newQueue();
        channel.queueBind("", "amq.direct", "");
        publish("amq.direct", queue, PLAIN, "m");
        assertThat(channel.queueDelete("").getMessageCount()).isEqualTo(1);
        assertChannelClosed(404, "no previously declared queue", ch -> ch.queuePurge(""));
    }

    @Test
    void declarationTellsMessagesAndConsumers() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2");
        channel.basicQos(1);
        Collector collector = Collector.on(channel, queue, false);
        collector.awaited(1);
        AMQP.Queue.DeclareOk again = channel.queueDeclarePassive(queue);
        assertThat(again.getMessageCount()).isEqualTo(1);
        assertThat(again.getConsumerCount()).isEqualTo(1);
        assertThat(channel.queuePurge(queue).getMessageCount()).isEqualTo(1);
    }

    @Test
    void missingQueueIsNotFound() throws Exception {
        String text = "NOT_FOUND - no queue 'nothing' in vhost '/'";
        assertChannelClosed(404, text, ch -> ch.queueDeclarePassive("nothing"));
        assertChannelClosed(404, text, ch -> ch.queuePurge("nothing"));
        assertChannelClosed(404, text, ch -> ch.basicGet("nothing", true));
        assertChannelClosed(404, text, ch -> ch.basicConsume("nothing", new Collector(ch)));
        assertThat(channel.queueDelete("nothing").getMessageCount()).isZero();
    }

    @Test
    void declaringDifferentlyIsRefused() throws Exception {
        String queue = newQueue(Map.of("x-message-ttl", 60000));
        String start = "PRECONDITION_FAILED - inequivalent arg '%s' for queue '" + queue + "' in vhost '/': received ";
        assertChannelClosed(406, start.formatted("durable") + "'true' but current is 'false'",
                ch -> ch.queueDeclare(queue, true, false, false, Map.of("x-message-ttl", 60000)));
        assertChannelClosed(406, start.formatted("auto_delete") + "'true' but current is 'false'",
                ch -> ch.queueDeclare(queue, false, false, true, Map.of("x-message-ttl", 60000)));
        assertChannelClosed(406, start.formatted("x-message-ttl") + "none but current is the value '60000' of type 'signedint'",
                ch -> ch.queueDeclare(queue, false, false, false, Map.of()));
        assertChannelClosed(406, start.formatted("x-message-ttl") + "'5' but current is '60000'",
                ch -> ch.queueDeclare(queue, false, false, false, Map.of("x-message-ttl", 5)));
        channel.queueDeclare(queue, false, false, false, Map.of("x-message-ttl", 60000L, "x-unknown", "ignored"));
    }

    @Test
    void reservedPrefixIsRefused() throws Exception {
        assertChannelClosed(403, "ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix 'amq.*'",
                ch -> ch.queueDeclare("amq.mine", false, false, false, null));
    }

    @Test
    void exclusiveQueueIsForOneConnectionOnly() throws Exception {
        String queue = queueName();
        try (Connection owner = factory.newConnection()) {
            owner.createChannel().queueDeclare(queue, false, true, false, null);
            String text = "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '" + queue + "' in vhost '/'";
            assertChannelClosed(405, text, ch -> ch.queueDeclarePassive(queue));
            assertChannelClosed(405, text, ch -> ch.queueDeclare(queue, false, true, false, null));
            assertChannelClosed(405, text, ch -> ch.queueDelete(queue));
            assertChannelClosed(405, text, ch -> ch.basicConsume(queue, new Collector(ch)));
            assertChannelClosed(405, text, ch -> ch.queueBind(queue, "amq.direct", "k"));
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (Channel fresh = connection.createChannel()) {
                fresh.queueDeclare(queue, false, true, false, null);
                return true;
            }
        });
    }

    @Test
    void autoDeleteQueueGoesWithItsLastConsumer() throws Exception {
        String queue = queueName();
        channel.queueDeclare(queue, false, false, true, null);
        Collector first = Collector.on(channel, queue, true);
        Collector second = Collector.on(channel, queue, true);
        channel.basicCancel(first.tag());
        channel.queueDeclarePassive(queue);
        channel.basicCancel(second.tag());
        assertThat(queueExists(queue)).isFalse();
    }

    @Test
    void deletionMayDependOnUseAndContent() throws Exception {
        String queue = newQueue();
        send(queue, "m");
        assertChannelClosed(406, "queue '" + queue + "' in vhost '/' not empty", ch -> ch.queueDelete(queue, false, true));
        Collector.on(channel, queue, false).awaited(1);
        assertChannelClosed(406, "queue '" + queue + "' in vhost '/' in use", ch -> ch.queueDelete(queue, true, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x-message-ttl             | -1    | {value_negative,-1}
            x-expires                 | 0     | {value_zero,0}
            x-expires                 | 315360000001 | {value_too_large,315360000001}
            x-max-length              | -5    | {value_negative,-5}
            x-max-length-bytes        | text  | "expected integer, got longstr"
            x-max-priority            | 256   | {max_value_exceeded,256}
            x-overflow                | burst | invalid_overflow
            x-queue-type              | odd   | "unsupported queue type 'odd'"
            x-queue-mode              | odd   | "unsupported queue mode 'odd'"
            x-single-active-consumer  | text  | {unacceptable_type,longstr}
            x-dead-letter-routing-key | key   | routing_key_but_no_dlx_defined
            """)
    void argumentsMustMakeSense(String name, String value, String problem) throws Exception {
        Object typed = value.matches("-?[0-9]+") ? (Object) Long.valueOf(value) : value;
        String queue = queueName();
        assertChannelClosed(406, "PRECONDITION_FAILED - invalid arg '" + name + "' for queue '" + queue + "' in vhost '/': "
                + problem, ch -> ch.queueDeclare(queue, false, false, false, Map.of(name, typed)));
    }

    @Test
    void deadLetterExchangeMustBeText() throws Exception {
        String queue = queueName();
        assertChannelClosed(406, "invalid type 'signedint' for arg 'x-dead-letter-exchange' in queue '" + queue + "'",
                ch -> ch.queueDeclare(queue, false, false, false, Map.of("x-dead-letter-exchange", 1)));
    }

    @Test
    void quorumQueueMustBeDurableAndShared() throws Exception {
        Map<String, Object> quorum = Map.of("x-queue-type", "quorum");
        String queue = queueName();
        assertChannelClosed(406, "invalid property 'non-durable' for queue '" + queue + "'",
                ch -> ch.queueDeclare(queue, false, false, false, quorum));
        assertChannelClosed(406, "invalid property 'exclusive-owner' for queue '" + queue + "'",
                ch -> ch.queueDeclare(queue, true, true, false, quorum));
        assertChannelClosed(406, "invalid property 'auto-delete' for queue '" + queue + "'",
                ch -> ch.queueDeclare(queue, true, false, true, quorum));
        assertChannelClosed(406, "invalid arg 'x-max-priority' for queue '" + queue
                + "' in vhost '/' of queue type rabbit_quorum_queue",
                ch -> ch.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum", "x-max-priority", 3)));
        assertChannelClosed(406, "invalid arg 'x-delivery-limit' for queue '" + queue
                + "' in vhost '/' of queue type rabbit_classic_queue",
                ch -> ch.queueDeclare(queue, true, false, false, Map.of("x-delivery-limit", 3)));
    }

    @Test
    void idleQueueExpires() throws Exception {
        String queue = newQueue(Map.of("x-expires", 150));
        String used = newQueue(Map.of("x-expires", 150));
        Collector.on(channel, used, true);
        // Looking puts the expiry off on some brokers, so it is done at longer intervals than the queue's
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(400)).until(() -> !queueExists(queue));
        channel.queueDeclarePassive(used);
    }
}
