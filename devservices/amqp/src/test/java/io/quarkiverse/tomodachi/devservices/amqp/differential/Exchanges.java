package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.List;
import java.util.Map;

/** Declaring, binding and deleting exchanges. */
final class Exchanges {

    void predefinedOnes(Scene scene) throws Exception {
        for (String name : List.of("", "amq.direct", "amq.fanout", "amq.topic", "amq.headers", "amq.match",
                "amq.rabbitmq.trace", "amq.rabbitmq.log", "amq.other")) {
            scene.attempt("'" + name + "'", ch -> ch.exchangeDeclarePassive(name));
        }
        scene.attempt("again", ch -> ch.exchangeDeclare("amq.topic", "topic", true));
        scene.attempt("again, not durable", ch -> ch.exchangeDeclare("amq.topic", "topic", false));
        scene.attempt("again, other type", ch -> ch.exchangeDeclare("amq.topic", "direct", true));
        scene.attempt("publish to the trace", ch -> ch.basicPublish("amq.rabbitmq.trace", "", null, new byte[0]));
    }

    void reservedNames(Scene scene) throws Exception {
        scene.attempt("amq.", ch -> ch.exchangeDeclare("amq.mine", "direct"));
        scene.attempt("default", ch -> ch.exchangeDeclare("", "direct"));
        scene.attempt("delete amq.", ch -> ch.exchangeDelete("amq.direct"));
        scene.attempt("delete default", ch -> ch.exchangeDelete(""));
        scene.attempt("delete unknown amq.", ch -> ch.exchangeDelete("amq.mine"));
    }

    void unknownType(Scene scene) throws Exception {
        String name = scene.exchangeName("x");
        scene.attempt("unknown", ch -> ch.exchangeDeclare(name, "odd"));
        scene.attempt("delayed", ch -> ch.exchangeDeclare(name, "x-delayed-message"));
        scene.attempt("empty", ch -> ch.exchangeDeclare(name, ""));
    }

    void propertiesStay(Scene scene) throws Exception {
        String name = scene.exchange("x", "topic");
        scene.attempt("the same", ch -> ch.exchangeDeclare(name, "topic"));
        scene.attempt("type", ch -> ch.exchangeDeclare(name, "fanout"));
        scene.attempt("durable", ch -> ch.exchangeDeclare(name, "topic", true));
        scene.attempt("auto-delete", ch -> ch.exchangeDeclare(name, "topic", false, true, null));
        scene.attempt("internal", ch -> ch.exchangeDeclare(name, "topic", false, false, true, null));
        scene.attempt("unknown argument", ch -> ch.exchangeDeclare(name, "topic", false, false, Map.of("x-other", 1)));
        scene.attempt("alternate", ch -> ch.exchangeDeclare(name, "topic", false, false,
                Map.of("alternate-exchange", "other")));
        scene.attempt("everything", ch -> ch.exchangeDeclare(name, "direct", true, true, null));
    }

    void alternateExchangeStays(Scene scene) throws Exception {
        String name = scene.exchange("x", "topic", "alternate-exchange", "one");
        scene.attempt("the same", ch -> ch.exchangeDeclare(name, "topic", false, false, Map.of("alternate-exchange", "one")));
        scene.attempt("another", ch -> ch.exchangeDeclare(name, "topic", false, false, Map.of("alternate-exchange", "two")));
        scene.attempt("none", ch -> ch.exchangeDeclare(name, "topic"));
        scene.attempt("no text", ch -> ch.exchangeDeclare(scene.exchangeName("y"), "topic", false, false,
                Map.of("alternate-exchange", 1)));
    }

    void missingExchange(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.attempt("passive", ch -> ch.exchangeDeclarePassive("missing"));
        scene.attempt("delete", ch -> ch.exchangeDelete("missing"));
        scene.attempt("delete if unused", ch -> ch.exchangeDelete("missing", true));
        scene.attempt("publish", ch -> ch.basicPublish("missing", "k", null, new byte[] { 1 }));
        scene.attempt("bind source", ch -> ch.exchangeBind("amq.direct", "missing", "k"));
        scene.attempt("bind destination", ch -> ch.exchangeBind("missing", "amq.direct", "k"));
        scene.attempt("unbind source", ch -> ch.exchangeUnbind("amq.direct", "missing", "k"));
        scene.attempt("unbind destination", ch -> ch.exchangeUnbind("missing", "amq.direct", "k"));
        scene.attempt("queue", ch -> ch.queueBind(queue, "missing", "k"));
    }

    void defaultExchangeCannotBeBound(Scene scene) throws Exception {
        String name = scene.exchange("x", "fanout");
        scene.attempt("as source", ch -> ch.exchangeBind(name, "", "k"));
        scene.attempt("as destination", ch -> ch.exchangeBind("", name, "k"));
        scene.attempt("unbind source", ch -> ch.exchangeUnbind(name, "", "k"));
        scene.attempt("unbind destination", ch -> ch.exchangeUnbind("", name, "k"));
        scene.attempt("unbind unbound", ch -> ch.exchangeUnbind(name, "amq.direct", "k"));
    }

    void internalOnes(Scene scene) throws Exception {
        String name = scene.exchangeName("x");
        scene.channel().exchangeDeclare(name, "fanout", false, false, true, null);
        scene.attempt("publish", ch -> ch.basicPublish(name, "k", null, new byte[] { 1 }));
        String outer = scene.exchange("outer", "fanout");
        String queue = scene.queue("q");
        scene.channel().exchangeBind(name, outer, "");
        scene.channel().queueBind(queue, name, "");
        scene.publish(outer, "k", Scene.PLAIN, "m");
        scene.show(queue, 1);
    }

    void autoDelete(Scene scene) throws Exception {
        String name = scene.exchangeName("x");
        String queue = scene.queue("q");
        scene.channel().exchangeDeclare(name, "fanout", false, true, null);
        scene.attempt("never bound", ch -> ch.exchangeDeclarePassive(name));
        scene.channel().queueBind(queue, name, "a");
        scene.channel().queueBind(queue, name, "b");
        scene.channel().queueUnbind(queue, name, "a");
        scene.attempt("one left", ch -> ch.exchangeDeclarePassive(name));
        scene.channel().queueUnbind(queue, name, "b");
        scene.attempt("none left", ch -> ch.exchangeDeclarePassive(name));
    }

    void autoDeleteOfAChain(Scene scene) throws Exception {
        String first = scene.exchangeName("first");
        String second = scene.exchangeName("second");
        scene.channel().exchangeDeclare(first, "fanout", false, true, null);
        scene.channel().exchangeDeclare(second, "fanout", false, true, null);
        scene.channel().exchangeBind(second, first, "");
        String queue = scene.queue("q");
        scene.channel().queueBind(queue, second, "");
        scene.channel().queueDelete(queue);
        scene.attempt("second", ch -> ch.exchangeDeclarePassive(second));
        scene.attempt("first", ch -> ch.exchangeDeclarePassive(first));
    }

    void boundDestinationDoesNotKeepAutoDelete(Scene scene) throws Exception {
        String source = scene.exchange("source", "fanout");
        String name = scene.exchangeName("x");
        scene.channel().exchangeDeclare(name, "fanout", false, true, null);
        scene.channel().exchangeBind(name, source, "");
        scene.channel().exchangeUnbind(name, source, "");
        scene.attempt("destination", ch -> ch.exchangeDeclarePassive(name));
        scene.attempt("source", ch -> ch.exchangeDeclarePassive(source));
    }

    void deleteIfUnused(Scene scene) throws Exception {
        String name = scene.exchange("x", "fanout");
        String other = scene.exchange("other", "fanout");
        String queue = scene.queue("q");
        scene.channel().queueBind(queue, name, "");
        scene.attempt("with a queue", ch -> ch.exchangeDelete(name, true));
        scene.channel().queueUnbind(queue, name, "");
        scene.channel().exchangeBind(other, name, "");
        scene.attempt("with an exchange", ch -> ch.exchangeDelete(name, true));
        scene.attempt("as destination only", ch -> ch.exchangeDelete(other, true));
        scene.attempt("now unused", ch -> ch.exchangeDelete(name, true));
        scene.attempt("gone", ch -> ch.exchangeDeclarePassive(name));
    }

    void headersBindings(Scene scene) throws Exception {
        String queue = scene.queue("q");
        for (Object match : List.of("all", "any", "all-with-x", "any-with-x", "none", 1, true)) {
            scene.attempt("x-match " + Trace.value(match),
                    ch -> ch.queueBind(queue, "amq.headers", "", Scene.table("x-match", match, "a", 1)));
        }
        scene.attempt("without", ch -> ch.queueBind(queue, "amq.headers", "", Scene.table("a", 1)));
        scene.attempt("on a topic", ch -> ch.queueBind(queue, "amq.topic", "", Scene.table("x-match", "none")));
    }
}
