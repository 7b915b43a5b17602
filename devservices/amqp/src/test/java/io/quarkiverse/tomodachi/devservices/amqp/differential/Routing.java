package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Where messages go. */
final class Routing {

    void direct(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "direct");
        String first = scene.queue("first");
        String second = scene.queue("second");
        scene.channel().queueBind(first, exchange, "a");
        scene.channel().queueBind(first, exchange, "b");
        scene.channel().queueBind(second, exchange, "b");
        for (String key : List.of("a", "b", "A", "", "a.b")) {
            scene.publish(exchange, key, Scene.PLAIN, key);
        }
        scene.drain(first);
        scene.drain(second);
    }

    void fanout(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "fanout");
        String queue = scene.queue("q");
        scene.channel().queueBind(queue, exchange, "a");
        scene.channel().queueBind(queue, exchange, "b");
        scene.publish(exchange, "c", Scene.PLAIN, "m");
        scene.show(queue, 1);
        scene.drain(queue);
    }

    void topic(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "topic");
        List<String> keys = List.of("", ".", "a", "a.b", "a.b.c", "a..c", "a.b.", ".a", "a.a", "b.a", "a.#", "*", "a.b.c.d.e");
        List<String> patterns = List.of("", "#", "*", "a", "a.*", "a.#", "#.a", "*.*", "#.b.#", "a.*.c", "*.", "a.#.c", "#.#",
                "*.#", "#.*", "a.b.*", ".", "a*", "a.#.#.c");
        for (String pattern : patterns) {
            String queue = scene.queue("p");
            scene.channel().queueBind(queue, exchange, pattern);
            List<String> matched = new ArrayList<>();
            for (String key : keys) {
                scene.publish(exchange, key, Scene.PLAIN, key);
            }
            var response = scene.channel().basicGet(queue, true);
            while (response != null) {
                matched.add("'" + response.getEnvelope().getRoutingKey() + "'");
                response = scene.channel().basicGet(queue, true);
            }
            scene.line("'" + pattern + "' takes " + matched);
            scene.channel().queueDelete(queue);
        }
    }

    void topicTwiceIsOnce(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "topic");
        String queue = scene.queue("q");
        scene.channel().queueBind(queue, exchange, "a.*");
        scene.channel().queueBind(queue, exchange, "#.b");
        scene.publish(exchange, "a.b", Scene.PLAIN, "m");
        scene.drain(queue);
    }

    void headers(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "headers");
        Map<String, Map<String, Object>> bindings = new java.util.TreeMap<>();
        bindings.put("all", Scene.table("x-match", "all", "a", 1, "b", "two"));
        bindings.put("any", Scene.table("x-match", "any", "a", 1, "b", "two"));
        bindings.put("default", Scene.table("a", 1, "b", "two"));
        bindings.put("all of none", Scene.table("x-match", "all"));
        bindings.put("any of none", Scene.table("x-match", "any"));
        bindings.put("presence", Scene.table("x-match", "all", "a", null));
        bindings.put("x ignored", Scene.table("x-match", "all", "x-a", 1));
        bindings.put("x counted", Scene.table("x-match", "all-with-x", "x-a", 1));
        bindings.put("any x counted", Scene.table("x-match", "any-with-x", "x-a", 1, "a", 7));
        for (Map.Entry<String, Map<String, Object>> binding : bindings.entrySet()) {
            scene.channel().queueBind(scene.queue(binding.getKey()), exchange, "", binding.getValue());
        }
        scene.publish(exchange, "", Scene.PLAIN, "none");
        scene.publish(exchange, "", Scene.headers("a", 1, "b", "two"), "both");
        scene.publish(exchange, "", Scene.headers("a", 1), "a");
        scene.publish(exchange, "", Scene.headers("a", 1L, "b", "two"), "long a");
        scene.publish(exchange, "", Scene.headers("a", "1"), "text a");
        scene.publish(exchange, "", Scene.headers("a", 1.0), "double a");
        scene.publish(exchange, "", Scene.headers("a", true), "boolean a");
        scene.publish(exchange, "", Scene.headers("x-a", 1), "x");
        scene.publish(exchange, "", Scene.headers("a", 7, "x-a", 2), "seven");
        for (String name : bindings.keySet()) {
            scene.drain(scene.queueName(name));
        }
    }

    void headersOfOtherTypes(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "headers");
        scene.channel().queueBind(scene.queue("time"), exchange, "", Scene.table("t", new Date(5000)));
        scene.channel().queueBind(scene.queue("list"), exchange, "", Scene.table("t", List.of(1, "a")));
        scene.channel().queueBind(scene.queue("table"), exchange, "", Scene.table("t", Map.of("k", "v")));
        scene.channel().queueBind(scene.queue("flag"), exchange, "", Scene.table("t", true));
        scene.publish(exchange, "", Scene.headers("t", new Date(5000)), "time");
        scene.publish(exchange, "", Scene.headers("t", 5L), "number");
        scene.publish(exchange, "", Scene.headers("t", List.of(1, "a")), "list");
        scene.publish(exchange, "", Scene.headers("t", Map.of("k", "v")), "table");
        scene.publish(exchange, "", Scene.headers("t", true), "flag");
        scene.publish(exchange, "", Scene.headers("t", "true"), "text");
        for (String name : List.of("time", "list", "table", "flag")) {
            scene.drain(scene.queueName(name));
        }
    }

    void exchangeToExchange(Scene scene) throws Exception {
        String source = scene.exchange("source", "topic");
        String direct = scene.exchange("direct", "direct");
        String fanout = scene.exchange("fanout", "fanout");
        String queue = scene.queue("q");
        scene.channel().exchangeBind(direct, source, "a.#");
        scene.channel().exchangeBind(fanout, source, "#.z");
        scene.channel().queueBind(queue, direct, "a.b");
        scene.channel().queueBind(queue, fanout, "");
        for (String key : List.of("a.b", "a.c", "b.z", "a.z")) {
            scene.publish(source, key, Scene.PLAIN, key);
        }
        scene.show(queue, 3);
        scene.channel().exchangeUnbind(fanout, source, "#.z");
        scene.publish(source, "b.z", Scene.PLAIN, "no more");
        scene.drain(queue);
    }

    void exchangesInACircle(Scene scene) throws Exception {
        String first = scene.exchange("first", "fanout");
        String second = scene.exchange("second", "fanout");
        String queue = scene.queue("q");
        scene.channel().exchangeBind(first, second, "");
        scene.channel().exchangeBind(second, first, "");
        scene.channel().exchangeBind(first, first, "");
        scene.channel().queueBind(queue, first, "");
        scene.channel().queueBind(queue, second, "");
        scene.publish(first, "k", Scene.PLAIN, "m");
        scene.drain(queue);
    }

    void alternateExchange(Scene scene) throws Exception {
        String last = scene.exchange("last", "fanout");
        String middle = scene.exchange("middle", "direct", "alternate-exchange", last);
        String first = scene.exchange("first", "direct", "alternate-exchange", middle);
        String known = scene.queue("known");
        String unknown = scene.queue("unknown");
        scene.channel().queueBind(known, first, "k");
        scene.channel().queueBind(known, middle, "m");
        scene.channel().queueBind(unknown, last, "");
        for (String key : List.of("k", "m", "x")) {
            scene.publish(first, key, Scene.PLAIN, key);
        }
        scene.show(known, 2);
        scene.show(unknown, 1);
    }

    void alternateExchangeThatIsMissing(Scene scene) throws Exception {
        String first = scene.exchange("first", "direct", "alternate-exchange", "missing");
        scene.line(scene.publish(first, "k", Scene.PLAIN, "m"));
        String circle = scene.exchangeName("circle");
        scene.exchange("circle", "direct", "alternate-exchange", circle);
        scene.line(scene.publish(circle, "k", Scene.PLAIN, "m"));
    }

    void alternateBehindABinding(Scene scene) throws Exception {
        String last = scene.exchange("last", "fanout");
        String inner = scene.exchange("inner", "direct", "alternate-exchange", last);
        String outer = scene.exchange("outer", "fanout");
        scene.channel().exchangeBind(inner, outer, "");
        String queue = scene.queue("q");
        scene.channel().queueBind(queue, last, "");
        scene.publish(outer, "k", Scene.PLAIN, "m");
        scene.drain(queue);
    }

    void carbonCopies(Scene scene) throws Exception {
        String one = scene.queue("one");
        String two = scene.queue("two");
        String three = scene.queue("three");
        scene.publish("", one, Scene.headers("CC", List.of(two), "BCC", List.of(three, one)), "m");
        for (String queue : List.of(one, two, three)) {
            scene.show(queue, 1);
        }
        scene.attempt("CC as text", ch -> ch.basicPublish("", one, Scene.headers("CC", two), new byte[0]));
        scene.attempt("BCC as number", ch -> ch.basicPublish("", one, Scene.headers("BCC", 1), new byte[0]));
        scene.attempt("CC of numbers", ch -> ch.basicPublish("", one, Scene.headers("CC", List.of(1, two)), new byte[0]));
    }

    void carbonCopiesThroughATopic(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "topic");
        String queue = scene.queue("q");
        scene.channel().queueBind(queue, exchange, "b.*");
        scene.publish(exchange, "a.1", Scene.headers("CC", List.of("b.1", "b.2")), "m");
        scene.show(queue, 1);
        scene.drain(queue);
    }
}
