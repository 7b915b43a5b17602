package io.quarkiverse.tomodachi.devservices.amqp.differential;

import com.rabbitmq.client.Channel;

/** Queues that are full, and the order of priorities. */
final class Limits {

    void lengthDropsTheHead(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length", 2);
        scene.line(scene.send(queue, "1", "2", "3", "4"));
        scene.drain(queue);
    }

    void lengthZero(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length", 0);
        scene.line(scene.send(queue, "1"));
        scene.drain(queue);
        Tap tap = scene.tap("c", scene.open(), queue, true);
        scene.send(queue, "2");
        scene.expect(tap, 1);
    }

    void bytesDropTheHead(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length-bytes", 10);
        scene.send(queue, "1234", "5678", "9012", "12345678901", "a");
        scene.drain(queue);
        scene.publish("", queue, Scene.headers("long", "x".repeat(100)), "b");
        scene.drain(queue);
    }

    void rejectPublish(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length", 2, "x-overflow", "reject-publish");
        for (String body : new String[] { "1", "2", "3" }) {
            scene.line(body + " " + scene.send(queue, body));
        }
        scene.drain(queue);
        scene.line("again " + scene.send(queue, "4"));
    }

    void rejectPublishByBytes(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length-bytes", 10, "x-overflow", "reject-publish");
        for (String body : new String[] { "12345", "678901", "2", "333333", "4" }) {
            scene.line(body + " " + scene.send(queue, body));
        }
        scene.drain(queue);
    }

    void rejectPublishWithDeadLetters(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.queue("q", "x-max-length", 1, "x-overflow", "reject-publish-dlx", "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", dead);
        scene.line(scene.send(queue, "1"));
        scene.line(scene.send(queue, "2"));
        scene.drain(queue);
        scene.show(dead, 1);
    }

    void rejectPublishDoesNotDeadLetter(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.queue("q", "x-max-length", 1, "x-overflow", "reject-publish", "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", dead);
        scene.line(scene.send(queue, "1"));
        scene.line(scene.send(queue, "2"));
        scene.drain(dead);
    }

    void oneOfSeveralQueuesIsFull(Scene scene) throws Exception {
        String exchange = scene.exchange("x", "fanout");
        String full = scene.queue("full", "x-max-length", 0, "x-overflow", "reject-publish");
        String free = scene.queue("free");
        scene.channel().queueBind(full, exchange, "");
        scene.channel().queueBind(free, exchange, "");
        scene.line(scene.publish(exchange, "", Scene.PLAIN, "m"));
        scene.drain(free);
        scene.drain(full);
    }

    void unacknowledgedDoNotCount(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length", 1);
        Channel channel = scene.open();
        scene.send(queue, "1");
        channel.basicGet(queue, false);
        scene.send(queue, "2");
        scene.line("count " + scene.channel().messageCount(queue));
        channel.basicNack(1, false, true);
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void lengthWithAConsumer(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length", 1, "x-overflow", "reject-publish");
        Channel channel = scene.open();
        channel.basicQos(1);
        Tap tap = scene.tap("c", channel, queue, false);
        for (String body : new String[] { "1", "2", "3" }) {
            scene.line(body + " " + scene.send(queue, body));
        }
        scene.expect(tap, 1);
        tap.ackLast(false);
        scene.expect(tap, 1);
    }

    void priorities(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-priority", 5);
        for (int priority : new int[] { 0, 1, 5, 3, 9, 5 }) {
            scene.publish("", queue, Scene.priority(priority), "p" + priority);
        }
        scene.publish("", queue, Scene.PLAIN, "none");
        scene.show(queue, 7);
    }

    void prioritiesWithoutTheArgument(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.publish("", queue, Scene.priority(1), "low");
        scene.publish("", queue, Scene.priority(9), "high");
        scene.drain(queue);
    }

    void prioritiesAndRequeue(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-priority", 5);
        scene.publish("", queue, Scene.priority(1), "a1", "b1");
        scene.publish("", queue, Scene.priority(4), "a4", "b4");
        Channel channel = scene.open();
        for (int i = 0; i < 3; i++) {
            channel.basicGet(queue, false);
        }
        channel.basicNack(0, true, true);
        scene.awaitCount(queue, 4);
        scene.show(queue, 4);
    }

    void prioritiesAndLength(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-priority", 5, "x-max-length", 2);
        scene.publish("", queue, Scene.priority(5), "high");
        scene.publish("", queue, Scene.priority(1), "low");
        scene.publish("", queue, Scene.priority(3), "middle");
        scene.drain(queue);
    }

    void prioritiesAndExpiry(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-priority", 5);
        scene.publish("", queue, Scene.priority(5), "high");
        scene.publish("", queue, Scene.expiration("50"), "low");
        scene.pause(300);
        scene.line("count " + scene.channel().messageCount(queue));
        scene.drain(queue);
    }
}
