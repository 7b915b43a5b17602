package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;

/** What becomes of messages that queues do not keep, and the history they carry. */
final class DeadLettering {

    void rejected(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.queue("q", "x-dead-letter-exchange", "amq.direct");
        scene.channel().queueBind(dead, "amq.direct", queue);
        scene.publish("", queue, Scene.headers("own", 1), "m");
        scene.reject(queue);
        scene.show(dead, 1);
    }

    void expired(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead, "x-message-ttl", 50);
        scene.send(queue, "by the queue");
        scene.show(dead, 1);
        scene.publish("", queue, Scene.expiration("20"), "by itself");
        scene.show(dead, 1);
    }

    void tooMany(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead, "x-max-length", 1);
        scene.publish("", queue, Scene.expiration("60000"), "1");
        scene.send(queue, "2");
        scene.show(dead, 1);
        scene.drain(queue);
    }

    void routingKeyOfItsOwn(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "topic");
        String dead = scene.queue("dead");
        scene.channel().queueBind(dead, exchange, "#");
        String kept = scene.queue("kept", "x-dead-letter-exchange", exchange);
        String changed = scene.queue("changed", "x-dead-letter-exchange", exchange, "x-dead-letter-routing-key", "other");
        scene.channel().queueBind(kept, "amq.topic", scene.exchangeName("x") + ".#");
        scene.channel().queueBind(changed, "amq.topic", scene.exchangeName("x") + ".#");
        scene.publish("amq.topic", scene.exchangeName("x") + ".a.b", Scene.PLAIN, "m");
        scene.reject(kept);
        scene.show(dead, 1);
        scene.reject(changed);
        scene.show(dead, 1);
    }

    void carbonCopies(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "topic");
        String dead = scene.queue("dead");
        scene.channel().queueBind(dead, exchange, "#");
        String kept = scene.queue("kept", "x-dead-letter-exchange", exchange);
        String changed = scene.queue("changed", "x-dead-letter-exchange", exchange, "x-dead-letter-routing-key", "other");
        scene.publish("", kept, Scene.headers("CC", List.of(changed), "BCC", List.of("hidden")), "m");
        scene.reject(kept);
        scene.show(dead, 1);
        scene.reject(changed);
        scene.show(dead, 1);
    }

    void deathsAreCounted(Scene scene) throws Exception {
        String queue = scene.queueName("q");
        String wait = dying(scene, "wait", queue, "x-message-ttl", 30);
        dying(scene, "q", wait);
        scene.publish("", queue, Scene.expiration("60000"), "m");
        for (int i = 0; i < 3; i++) {
            scene.line(Trace.of(scene.fetch(queue, false)));
            Channel channel = scene.channel();
            channel.basicNack(0, true, false);
        }
        scene.show(queue, 1);
    }

    @Slow
    void severalReasonsInOneQueue(Scene scene) throws Exception {
        String queue = scene.queueName("q");
        String wait = dying(scene, "wait", queue, "x-message-ttl", 30);
        dying(scene, "q", wait, "x-message-ttl", 5000, "x-max-length", 1);
        scene.send(queue, "m");
        scene.reject(queue);
        scene.awaitCount(queue, 1);
        scene.send(queue, "pushes it out");
        scene.awaitCount(queue, 1);
        scene.pause(1000);
        scene.drain(queue);
    }

    void throughThreeQueues(Scene scene) throws Exception {
        String last = scene.queue("last");
        String third = dying(scene, "third", last);
        String second = dying(scene, "second", third, "x-max-length", 0);
        String first = dying(scene, "first", second, "x-message-ttl", 20);
        scene.publish("", first, Scene.headers("own", "header"), "m");
        scene.reject(third);
        scene.show(last, 1);
    }

    @Slow
    void roundsWithoutAClientEnd(Scene scene) throws Exception {
        String queue = scene.queueName("q");
        String wait = dying(scene, "wait", queue, "x-message-ttl", 20);
        dying(scene, "q", wait, "x-message-ttl", 20);
        scene.send(queue, "m");
        scene.pause(1000);
        scene.line("left " + (scene.channel().messageCount(queue) + scene.channel().messageCount(wait)));
    }

    void toItself(Scene scene) throws Exception {
        String queue = scene.queueName("q");
        dying(scene, "q", queue, "x-message-ttl", 50);
        scene.send(queue, "expires");
        scene.awaitCount(queue, 0);
        String other = scene.queueName("other");
        dying(scene, "other", other);
        scene.send(other, "rejected");
        scene.reject(other);
        scene.show(other, 1);
    }

    void aMissingExchangeDrops(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-dead-letter-exchange", "missing");
        scene.send(queue, "m");
        scene.reject(queue);
        scene.drain(queue);
        scene.line("channel open " + scene.channel().isOpen());
    }

    void exchangeDeclaredLater(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-dead-letter-exchange", scene.exchangeName("x"));
        scene.send(queue, "1", "2");
        scene.reject(queue);
        scene.channel().queueBind(scene.queue("dead"), scene.exchange("x", "fanout"), "");
        scene.reject(queue);
        scene.show(scene.queueName("dead"), 1);
        scene.drain(scene.queueName("dead"));
    }

    void throughExchangesAndAlternates(Scene scene) throws Exception {
        String last = scene.exchange("last", "fanout");
        String letters = scene.exchange("letters", "direct", "alternate-exchange", last);
        String dead = scene.queue("dead");
        scene.channel().queueBind(dead, last, "");
        String queue = scene.queue("q", "x-dead-letter-exchange", letters);
        scene.send(queue, "m");
        scene.reject(queue);
        scene.show(dead, 1);
    }

    void propertiesStay(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead);
        scene.publish("", queue, new AMQP.BasicProperties.Builder().contentType("a/b").correlationId("c").deliveryMode(2)
                .expiration("60000").priority(3).messageId("id").replyTo("r").type("t").build(), "m");
        scene.reject(queue);
        scene.show(dead, 1);
    }

    void historyFromElsewhere(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead);
        scene.publish("", queue, Scene.headers("x-death", "no list"), "text");
        scene.reject(queue);
        scene.show(dead, 1);
        scene.publish("", queue, Scene.headers("x-death", List.of(Map.of("queue", queue, "reason", "rejected"))), "no count");
        scene.reject(queue);
        scene.show(dead, 1);
        scene.publish("", queue, Scene.headers("x-first-death-reason", "mine"), "first death");
        scene.reject(queue);
        scene.show(dead, 1);
    }

    void publishedAgainWithItsHistory(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead);
        scene.send(queue, "m");
        scene.reject(queue);
        var letter = scene.fetch(dead, true);
        scene.publish("", queue, letter.getProps(), "again");
        scene.reject(queue);
        scene.show(dead, 1);
    }

    void orderOfExpiredAndRejected(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead);
        scene.send(queue, "1", "2", "3", "4");
        Channel channel = scene.open();
        for (int i = 0; i < 4; i++) {
            channel.basicGet(queue, false);
        }
        channel.basicNack(4, true, false);
        scene.awaitCount(dead, 4);
        scene.drain(dead);
    }

    void purgedAndDeletedDoNotDie(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = dying(scene, "q", dead);
        scene.send(queue, "1");
        scene.channel().queuePurge(queue);
        scene.send(queue, "2");
        scene.channel().queueDelete(queue);
        scene.pause(200);
        scene.drain(dead);
    }

    private static String dying(Scene scene, String name, String deadQueue, Object... more) throws Exception {
        Object[] arguments = java.util.Arrays.copyOf(new Object[] { "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", deadQueue }, 4 + more.length);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return scene.queue(name, arguments);
    }
}
