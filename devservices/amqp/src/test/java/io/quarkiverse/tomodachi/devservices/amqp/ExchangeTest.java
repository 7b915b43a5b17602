package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;

/** Exchanges: their types, their bindings and what declaring them twice does. */
class ExchangeTest extends BrokerTest {

    @Test
    void directExchangeRoutesByEqualKey() throws Exception {
        String exchange = newExchange("direct");
        String queue = newQueue();
        channel.queueBind(queue, exchange, "a");
        publish(exchange, "a", PLAIN, "yes");
        publish(exchange, "b", PLAIN, "no");
        assertThat(fetchText(queue)).isEqualTo("yes");
        assertThat(count(queue)).isZero();
    }

    @Test
    void fanoutExchangeRoutesToAllOnce() throws Exception {
        String exchange = newExchange("fanout");
        String first = newQueue();
        String second = newQueue();
        channel.queueBind(first, exchange, "x");
        channel.queueBind(first, exchange, "y");
        channel.queueBind(second, exchange, "");
        publish(exchange, "whatever", PLAIN, "m");
        assertThat(count(first)).isEqualTo(1);
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void topicExchangeRoutesByPattern() throws Exception {
        String exchange = newExchange("topic");
        Map<String, String> queueByPattern = new HashMap<>();
        for (String pattern : new String[] { "#", "*", "a.*", "a.#", "*.b", "#.c", "a.b.c", "" }) {
            String queue = newQueue();
            channel.queueBind(queue, exchange, pattern);
            queueByPattern.put(pattern, queue);
        }
        assertThat(matching(exchange, "", queueByPattern)).containsExactly("", "#");
        assertThat(matching(exchange, "a", queueByPattern)).containsExactly("#", "*", "a.#");
        assertThat(matching(exchange, "a.b", queueByPattern)).containsExactly("#", "*.b", "a.#", "a.*");
        assertThat(matching(exchange, "a.b.c", queueByPattern)).containsExactly("#", "#.c", "a.#", "a.b.c");
        assertThat(matching(exchange, "c", queueByPattern)).containsExactly("#", "#.c", "*");
        assertThat(matching(exchange, "a.", queueByPattern)).containsExactly("#", "a.#", "a.*");
    }

    private Set<String> matching(String exchange, String key, Map<String, String> queueByPattern) throws Exception {
        publish(exchange, key, PLAIN, "m");
        Set<String> patterns = new TreeSet<>();
        for (Map.Entry<String, String> entry : queueByPattern.entrySet()) {
            if (channel.queuePurge(entry.getValue()).getMessageCount() == 1) {
                patterns.add(entry.getKey());
            }
        }
        return patterns;
    }

    @Test
    void headersExchangeRoutesByHeaders() throws Exception {
        String exchange = newExchange("headers");
        String all = newQueue();
        String any = newQueue();
        channel.queueBind(all, exchange, "", Map.of("x-match", "all", "colour", "red", "size", 4));
        channel.queueBind(any, exchange, "", Map.of("x-match", "any", "colour", "red", "size", 4));
        publish(exchange, "", headers(Map.of("colour", "red", "size", 4L, "other", true)), "both");
        publish(exchange, "", headers(Map.of("colour", "red")), "one");
        publish(exchange, "", headers(Map.of("colour", "blue")), "none");
        assertThat(fetchTexts(any, 2)).containsExactly("both", "one");
        assertThat(fetchTexts(all, 1)).containsExactly("both");
        assertThat(count(all)).isZero();
        assertThat(count(any)).isZero();
    }

    @Test
    void predefinedExchangesAreThere() throws Exception {
        for (String name : new String[] { "direct", "fanout", "topic", "headers", "match" }) {
            channel.exchangeDeclarePassive("amq." + name);
        }
        channel.exchangeDeclare("amq.direct", "direct", true);
    }

    @Test
    void exchangesCanBeBoundToExchanges() throws Exception {
        String source = newExchange("topic");
        String middle = newExchange("fanout");
        String queue = newQueue();
        channel.exchangeBind(middle, source, "orders.#");
        channel.queueBind(queue, middle, "");
        publish(source, "orders.new", PLAIN, "through");
        channel.exchangeUnbind(middle, source, "orders.#");
        publish(source, "orders.new", PLAIN, "lost");
        assertThat(fetchText(queue)).isEqualTo("through");
        assertThat(count(queue)).isZero();
    }

    @Test
    void exchangesBoundInACircleRouteOnce() throws Exception {
        String first = newExchange("fanout");
        String second = newExchange("fanout");
        String queue = newQueue();
        channel.exchangeBind(second, first, "");
        channel.exchangeBind(first, second, "");
        channel.queueBind(queue, first, "");
        channel.queueBind(queue, second, "");
        publish(first, "", PLAIN, "m");
        assertThat(count(queue)).isEqualTo(1);
    }

    @Test
    void alternateExchangeGetsWhatIsNotRouted() throws Exception {
        String alternate = newExchange("fanout");
        String exchange = newExchange("direct", Map.of("alternate-exchange", alternate));
        String queue = newQueue();
        channel.queueBind(queue, alternate, "");
        publish(exchange, "nobody", PLAIN, "m");
        assertThat(fetch(queue).getEnvelope().getExchange()).isEqualTo(exchange);
    }

    @Test
    void copiesGoToTheKeysInHeaders() throws Exception {
        String first = newQueue();
        String second = newQueue();
        String third = newQueue();
        publish("", first, headers(Map.of("CC", java.util.List.of(second), "BCC", List.of(third))), "m");
        assertThat(fetch(first).getProps().getHeaders()).containsOnlyKeys("CC");
        assertThat(fetch(second).getEnvelope().getRoutingKey()).isEqualTo(first);
        assertThat(fetchText(third)).isEqualTo("m");
    }

    @Test
    void unbindingStopsRouting() throws Exception {
        String exchange = newExchange("direct");
        String queue = newQueue();
        channel.queueBind(queue, exchange, "a", Map.of("v", 1));
        channel.queueUnbind(queue, exchange, "a");
        publish(exchange, "a", PLAIN, "still bound, as the arguments differ");
        channel.queueUnbind(queue, exchange, "a", Map.of("v", 1));
        publish(exchange, "a", PLAIN, "not bound");
        assertThat(count(queue)).isEqualTo(1);
        channel.queueUnbind(queue, exchange, "a");
    }

    @Test
    void autoDeleteExchangeGoesWithItsLastBinding() throws Exception {
        String exchange = exchangeName();
        channel.exchangeDeclare(exchange, "direct", false, true, Map.of());
        String queue = newQueue();
        channel.queueBind(queue, exchange, "a");
        channel.queueBind(queue, exchange, "b");
        channel.queueUnbind(queue, exchange, "a");
        channel.exchangeDeclarePassive(exchange);
        channel.queueUnbind(queue, exchange, "b");
        assertChannelClosed(404, "NOT_FOUND - no exchange '" + exchange + "' in vhost '/'",
                ch -> ch.exchangeDeclarePassive(exchange));
    }

    @Test
    void declaringDifferentlyIsRefused() throws Exception {
        String exchange = newExchange("direct");
        assertChannelClosed(406, "inequivalent arg 'type' for exchange '" + exchange
                + "' in vhost '/': received 'fanout' but current is 'direct'", ch -> ch.exchangeDeclare(exchange, "fanout"));
        assertChannelClosed(406, "inequivalent arg 'durable' for exchange '" + exchange
                + "' in vhost '/': received 'true' but current is 'false'",
                ch -> ch.exchangeDeclare(exchange, "direct", true));
        assertChannelClosed(406, "inequivalent arg 'alternate-exchange' for exchange '" + exchange
                + "' in vhost '/': received the value 'a' of type 'longstr' but current is none",
                ch -> ch.exchangeDeclare(exchange, "direct", false, false, Map.of("alternate-exchange", "a")));
    }

    @Test
    void reservedAndDefaultExchangesAreProtected() throws Exception {
        assertChannelClosed(403, "exchange name 'amq.mine' contains reserved prefix 'amq.*'",
                ch -> ch.exchangeDeclare("amq.mine", "direct"));
        assertChannelClosed(403, "operation not permitted on the default exchange", ch -> ch.exchangeDelete(""));
        assertChannelClosed(403, "deletion of system exchange 'amq.direct' in vhost '/' not allowed",
                ch -> ch.exchangeDelete("amq.direct"));
        String queue = newQueue();
        assertChannelClosed(403, "operation not permitted on the default exchange", ch -> ch.queueBind(queue, "", "k"));
    }

    @Test
    void unknownTypeClosesTheConnection() throws Exception {
        assertConnectionClosed(503, "COMMAND_INVALID - unknown exchange type 'sideways'",
                ch -> ch.exchangeDeclare(newName("x"), "sideways"));
    }

    @Test
    void deletionMayDependOnUse() throws Exception {
        String exchange = newExchange("direct");
        String queue = newQueue();
        channel.queueBind(queue, exchange, "k");
        assertChannelClosed(406, "exchange '" + exchange + "' in vhost '/' in use", ch -> ch.exchangeDelete(exchange, true));
        channel.exchangeDelete(exchange);
        channel.exchangeDelete(exchange);
    }

    @Test
    void publishingNeedsAnExchangeThatTakesMessages() throws Exception {
        assertChannelClosed(404, "NOT_FOUND - no exchange 'nowhere' in vhost '/'",
                ch -> ch.basicPublish("nowhere", "k", PLAIN, bytes("m")));
        String internal = exchangeName();
        channel.exchangeDeclare(internal, "fanout", false, false, true, Map.of());
        assertChannelClosed(403, "cannot publish to internal exchange '" + internal + "' in vhost '/'",
                ch -> ch.basicPublish(internal, "k", PLAIN, bytes("m")));
    }

    @Test
    void bindingNeedsBothEnds() throws Exception {
        String queue = newQueue();
        assertChannelClosed(404, "no exchange 'nowhere'", ch -> ch.queueBind(queue, "nowhere", "k"));
        assertChannelClosed(404, "no queue 'nothing'", ch -> ch.queueBind("nothing", "amq.direct", "k"));
        assertChannelClosed(406, "Invalid x-match field value",
                ch -> ch.queueBind(queue, "amq.headers", "", Map.of("x-match", "some")));
    }

    private static AMQP.BasicProperties headers(Map<String, Object> headers) {
        return new AMQP.BasicProperties.Builder().headers(headers).build();
    }
}
