package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.List;
import java.util.Map;

/** What queue arguments may be, and that they stay. */
final class QueueArguments {

    void times(Scene scene) throws Exception {
        for (String name : List.of("x-message-ttl", "x-expires")) {
            invalid(scene, name, 0, -1, 60_000, 60_000L, (short) 9, (byte) 9, 315_360_000_000L, 315_360_000_001L, "1000", 1.5,
                    true);
        }
    }

    void limits(Scene scene) throws Exception {
        for (String name : List.of("x-max-length", "x-max-length-bytes")) {
            invalid(scene, name, 0, -1, 10, 10L, "10", 1.5, Long.MAX_VALUE);
        }
    }

    void priorities(Scene scene) throws Exception {
        invalid(scene, "x-max-priority", 0, 1, 10, 255, 256, -1, "3", 2.5);
    }

    void overflow(Scene scene) throws Exception {
        invalid(scene, "x-overflow", "drop-head", "reject-publish", "reject-publish-dlx", "drop-tail", 1);
    }

    void modes(Scene scene) throws Exception {
        invalid(scene, "x-queue-mode", "default", "lazy", "eager", 1);
        invalid(scene, "x-queue-version", 1, 2, 3, "2");
        invalid(scene, "x-queue-type", "classic", "quorum", "other", 1);
        invalid(scene, "x-single-active-consumer", true, false, "true", 1);
        invalid(scene, "x-queue-master-locator", "min-masters", "client-local", "nonsense", 1);
    }

    void deadLetterTarget(Scene scene) throws Exception {
        invalid(scene, "x-dead-letter-exchange", "", "missing", 1, true);
        invalid(scene, "x-dead-letter-routing-key", "key", 1);
        for (Object key : new Object[] { "key", "", 1, true }) {
            scene.attempt("both " + Trace.value(key), ch -> ch.queueDeclare("", false, true, true,
                    Scene.table("x-dead-letter-exchange", "", "x-dead-letter-routing-key", key)));
        }
    }

    void unknownOnesAreNoError(Scene scene) throws Exception {
        invalid(scene, "x-unknown", 1, "text");
        invalid(scene, "plain", 1);
        invalid(scene, "x-ha-policy", "all");
        invalid(scene, "x-max-age", "1h");
        invalid(scene, "x-stream-max-segment-size-bytes", 100_000);
        invalid(scene, "x-stream-offset", "first");
    }

    void quorumOnly(Scene scene) throws Exception {
        for (String name : List.of("x-delivery-limit", "x-quorum-initial-group-size", "x-max-in-memory-length",
                "x-max-in-memory-bytes")) {
            invalid(scene, name, 3);
            quorum(scene, name, 3, -1, "text");
        }
        invalid(scene, "x-dead-letter-strategy", "at-most-once");
        quorum(scene, "x-dead-letter-strategy", "at-most-once", "never", 1);
        invalid(scene, "x-queue-leader-locator", "balanced");
        quorum(scene, "x-queue-leader-locator", "balanced", "client-local", "nonsense", 1);
    }

    void classicOnly(Scene scene) throws Exception {
        quorum(scene, "x-max-priority", 3);
        quorum(scene, "x-queue-mode", "lazy");
        quorum(scene, "x-queue-version", 2);
        quorum(scene, "x-queue-master-locator", "min-masters");
        quorum(scene, "x-max-age", "1h");
    }

    void onQuorumQueues(Scene scene) throws Exception {
        quorum(scene, "x-message-ttl", 60_000, -1, "text");
        quorum(scene, "x-expires", 60_000, 0);
        quorum(scene, "x-max-length", 10, -1);
        quorum(scene, "x-overflow", "drop-head", "reject-publish", "reject-publish-dlx");
        quorum(scene, "x-single-active-consumer", true, "true");
        quorum(scene, "x-dead-letter-exchange", "", 1);
    }

    void quorumNeedsADurableSharedQueue(Scene scene) throws Exception {
        Map<String, Object> quorum = Scene.table("x-queue-type", "quorum");
        String queue = scene.queueName("q");
        scene.attempt("not durable", ch -> ch.queueDeclare(queue, false, false, false, quorum));
        scene.attempt("exclusive", ch -> ch.queueDeclare(queue, true, true, false, quorum));
        scene.attempt("auto-delete", ch -> ch.queueDeclare(queue, true, false, true, quorum));
        scene.attempt("all wrong", ch -> ch.queueDeclare(queue, false, true, true, quorum));
        scene.attempt("server-named", ch -> ch.queueDelete(ch.queueDeclare("", true, false, false, quorum).getQueue()));
    }

    void severalWrongOnes(Scene scene) throws Exception {
        scene.attempt("ttl and expires", ch -> ch.queueDeclare("", false, true, true,
                Scene.table("x-message-ttl", -1, "x-expires", "soon")));
        scene.attempt("type and ttl", ch -> ch.queueDeclare(scene.queueName("q"), false, true, true,
                Scene.table("x-queue-type", "other", "x-message-ttl", -1)));
    }

    void propertiesStay(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.attempt("durable", ch -> ch.queueDeclare(queue, true, false, false, null));
        scene.attempt("auto-delete", ch -> ch.queueDeclare(queue, false, false, true, null));
        scene.attempt("exclusive", ch -> ch.queueDeclare(queue, false, true, false, null));
        scene.attempt("durable and auto-delete", ch -> ch.queueDeclare(queue, true, false, true, null));
        scene.attempt("the same", ch -> ch.queueDeclare(queue, false, false, false, null));
        scene.attempt("passive with others", ch -> ch.queueDeclarePassive(queue));
    }

    void valuesStay(Scene scene) throws Exception {
        Object[] pairs = { "x-message-ttl", 1000, 2000, "x-expires", 60_000, 70_000, "x-max-length", 5, 6,
                "x-max-length-bytes", 500, 600, "x-max-priority", 3, 4, "x-overflow", "drop-head", "reject-publish",
                "x-queue-mode", "lazy", "default", "x-queue-version", 1, 2, "x-single-active-consumer", true, false,
                "x-dead-letter-exchange", "a", "b" };
        for (int i = 0; i < pairs.length; i += 3) {
            stays(scene, (String) pairs[i], pairs[i + 1], pairs[i + 2]);
        }
    }

    void numberTypesAreTheSame(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-message-ttl", 1000, "x-max-priority", 5);
        scene.attempt("as longs", ch -> ch.queueDeclare(queue, false, false, false,
                Scene.table("x-message-ttl", 1000L, "x-max-priority", (byte) 5)));
        scene.attempt("as text", ch -> ch.queueDeclare(queue, false, false, false,
                Scene.table("x-message-ttl", "1000", "x-max-priority", 5)));
    }

    void unknownOnesMayChange(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-unknown", 1);
        scene.attempt("another value", ch -> ch.queueDeclare(queue, false, false, false, Scene.table("x-unknown", 2)));
        scene.attempt("none", ch -> ch.queueDeclare(queue, false, false, false, null));
        scene.attempt("invalid now", ch -> ch.queueDeclare(queue, false, false, false, Scene.table("x-message-ttl", -1)));
    }

    void typeStays(Scene scene) throws Exception {
        String classic = scene.queueName("classic");
        scene.channel().queueDeclare(classic, true, false, false, null);
        scene.attempt("explicitly", ch -> ch.queueDeclare(classic, true, false, false, Scene.table("x-queue-type", "classic")));
        scene.attempt("as quorum", ch -> ch.queueDeclare(classic, true, false, false, Scene.table("x-queue-type", "quorum")));
        String quorum = scene.quorumQueue("quorum", "x-delivery-limit", 3);
        scene.attempt("as none", ch -> ch.queueDeclare(quorum, true, false, false, Scene.table("x-delivery-limit", 3)));
        scene.attempt("as classic",
                ch -> ch.queueDeclare(quorum, true, false, false, Scene.table("x-queue-type", "classic")));
        scene.attempt("other limit", ch -> ch.queueDeclare(quorum, true, false, false,
                Scene.table("x-queue-type", "quorum", "x-delivery-limit", 4)));
        scene.attempt("no limit",
                ch -> ch.queueDeclare(quorum, true, false, false, Scene.table("x-queue-type", "quorum")));
    }

    private static void stays(Scene scene, String name, Object value, Object other) throws Exception {
        String queue = scene.queue(name, name, value);
        String plain = scene.queue("plain");
        scene.attempt(name + " changed", ch -> ch.queueDeclare(queue, false, false, false, Scene.table(name, other)));
        scene.attempt(name + " left out", ch -> ch.queueDeclare(queue, false, false, false, null));
        scene.attempt(name + " added", ch -> ch.queueDeclare(plain, false, false, false, Scene.table(name, value)));
        scene.attempt(name + " the same", ch -> ch.queueDeclare(queue, false, false, false, Scene.table(name, value)));
    }

    private static void invalid(Scene scene, String name, Object... values) throws Exception {
        for (Object value : values) {
            String queue = scene.queueName(name);
            boolean durable = "quorum".equals(value);
            scene.attempt(name + " " + Trace.value(value), ch -> {
                ch.queueDeclare(queue, durable, false, false, Scene.table(name, value));
                ch.queueDelete(queue);
            });
        }
    }

    private static void quorum(Scene scene, String name, Object... values) throws Exception {
        for (Object value : values) {
            String queue = scene.queueName(name);
            scene.attempt("quorum " + name + " " + Trace.value(value), ch -> {
                ch.queueDeclare(queue, true, false, false, Scene.table("x-queue-type", "quorum", name, value));
                ch.queueDelete(queue);
            });
        }
    }
}
