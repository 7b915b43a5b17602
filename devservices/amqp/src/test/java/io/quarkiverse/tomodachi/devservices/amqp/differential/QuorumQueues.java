package io.quarkiverse.tomodachi.devservices.amqp.differential;

import com.rabbitmq.client.Channel;

/** Queues of type quorum. */
final class QuorumQueues {

    void deliveryCount(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.send(queue, "m");
        Channel channel = scene.open();
        for (int i = 0; i < 3; i++) {
            scene.awaitCount(queue, 1);
            scene.line(Trace.of(channel.basicGet(queue, false)));
            channel.basicNack(0, true, true);
            channel.basicQos(0);
        }
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void deliveryCountForConsumers(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        Channel channel = scene.open();
        channel.basicQos(10);
        Tap tap = scene.tap("c", channel, queue, false);
        scene.publish("", queue, Scene.headers("own", 1), "m");
        scene.expect(tap, 1);
        channel.basicNack(tap.lastTag(), false, true);
        scene.expect(tap, 1);
        channel.basicReject(tap.lastTag(), true);
        scene.expect(tap, 1);
        channel.close();
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void deliveryLimit(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.quorumQueue("q", "x-delivery-limit", 2, "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", dead);
        scene.send(queue, "m");
        for (int i = 0; i < 3; i++) {
            scene.requeue(queue);
        }
        scene.show(dead, 1);
        scene.awaitCount(queue, 0);
    }

    void deliveryLimitWithoutDeadLetters(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-delivery-limit", 1);
        scene.send(queue, "m");
        scene.requeue(queue);
        scene.requeue(queue);
        scene.awaitCount(queue, 0);
        scene.drain(queue);
    }

    void deliveryLimitZero(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-delivery-limit", 0);
        scene.send(queue, "m");
        scene.requeue(queue);
        scene.awaitCount(queue, 0);
        scene.drain(queue);
    }

    void requeuedOrder(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.send(queue, "1", "2", "3", "4");
        Channel channel = scene.open();
        for (int i = 0; i < 2; i++) {
            channel.basicGet(queue, false);
        }
        channel.basicNack(1, false, true);
        channel.basicNack(2, false, true);
        channel.basicQos(0);
        scene.awaitCount(queue, 4);
        scene.show(queue, 4);
    }

    void requeuedOrderWithALimit(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-delivery-limit", 5);
        scene.send(queue, "1", "2", "3");
        scene.awaitCount(queue, 3);
        Channel channel = scene.open();
        for (int i = 0; i < 2; i++) {
            channel.basicGet(queue, false);
        }
        channel.basicNack(2, true, true);
        channel.basicQos(0);
        scene.awaitCount(queue, 3);
        scene.show(queue, 3);
    }

    void closingGivesBack(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.send(queue, "1", "2", "3");
        scene.awaitCount(queue, 3);
        Channel channel = scene.open();
        channel.basicQos(2);
        Tap tap = scene.tap("c", channel, queue, false);
        scene.expect(tap, 2);
        channel.close();
        scene.awaitCount(queue, 3);
        scene.show(queue, 3);
    }

    void requeueToTheOnlyConsumer(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        Channel channel = scene.open();
        channel.basicQos(1);
        Tap tap = scene.tap("c", channel, queue, false);
        scene.send(queue, "1", "2");
        scene.expect(tap, 1);
        channel.basicNack(tap.lastTag(), false, true);
        scene.expect(tap, 1);
        channel.basicAck(tap.lastTag(), false);
        scene.expect(tap, 1);
    }

    void rejected(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.quorumQueue("q", "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead);
        scene.send(queue, "m");
        scene.requeue(queue);
        scene.awaitCount(queue, 1);
        scene.reject(queue);
        scene.show(dead, 1);
    }

    void expired(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.quorumQueue("q", "x-message-ttl", 100, "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", dead);
        scene.publish("", queue, Scene.expiration("50"), "m");
        scene.show(dead, 1);
    }

    void deadLettersAtLeastOnce(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.quorumQueue("q", "x-overflow", "reject-publish", "x-dead-letter-strategy", "at-least-once",
                "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead);
        scene.publish("", queue, Scene.headers("own", 1), "rejected");
        scene.reject(queue);
        scene.show(dead, 1);
        scene.publish("", queue, Scene.expiration("20"), "expired");
        scene.show(dead, 1);
    }

    void deadLettersAtLeastOnceWithoutTarget(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-overflow", "reject-publish", "x-dead-letter-strategy", "at-least-once",
                "x-dead-letter-exchange", "missing", "x-max-length", 2);
        scene.line(scene.send(queue, "1"));
        scene.reject(queue);
        scene.pause(500);
        scene.line("count " + scene.channel().messageCount(queue));
        scene.line("purged " + scene.channel().queuePurge(queue).getMessageCount());
    }

    void lengths(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-max-length", 2);
        scene.send(queue, "1");
        scene.send(queue, "2");
        scene.send(queue, "3");
        scene.awaitCount(queue, 2);
        scene.drain(queue);
    }

    void channelPrefetchIsRefused(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.attempt("global", ch -> {
            ch.basicQos(1, true);
            ch.basicConsume(queue, false, new Tap("c", ch));
        });
        scene.attempt("global, automatic", ch -> {
            ch.basicQos(1, true);
            ch.basicConsume(queue, true, new Tap("c", ch));
        });
    }

    void prefetch(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.send(queue, "1", "2", "3");
        Channel channel = scene.open();
        channel.basicQos(2);
        Tap tap = scene.tap("c", channel, queue, false);
        scene.expect(tap, 2);
        scene.quiet(tap);
        tap.ackLast(true);
        scene.expect(tap, 1);
    }

    void singleActiveConsumer(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-single-active-consumer", true);
        Channel first = scene.open();
        first.basicQos(5);
        Channel second = scene.open();
        second.basicQos(5);
        Tap one = scene.tap("one", first, queue, false);
        Tap two = scene.tap("two", second, queue, false);
        scene.send(queue, "1");
        scene.expect(one, 1);
        scene.quiet(two);
        first.close();
        scene.expect(two, 1);
    }

    void purgeAndDelete(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.send(queue, "1", "2");
        scene.awaitCount(queue, 2);
        scene.line("purged " + scene.channel().queuePurge(queue).getMessageCount());
        scene.send(queue, "3");
        scene.awaitCount(queue, 1);
        scene.attempt("if empty", ch -> ch.queueDelete(queue, false, true));
        scene.attempt("if unused", ch -> ch.queueDelete(queue, true, false));
        scene.attempt("both", ch -> ch.queueDelete(queue, true, true));
        scene.line("deleted " + scene.channel().queueDelete(queue).getMessageCount());
    }

    void messagePriorityIsKeptButDoesNotCount(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        scene.publish("", queue, Scene.priority(1), "low");
        scene.publish("", queue, Scene.priority(9), "high");
        scene.awaitCount(queue, 2);
        scene.drain(queue);
    }

    void mandatoryAndConfirms(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q", "x-max-length", 1, "x-overflow", "reject-publish");
        scene.line(scene.send(queue, "1"));
        scene.awaitCount(queue, 1);
        scene.drain(queue);
    }

    void globalAccessors(Scene scene) throws Exception {
        String queue = scene.quorumQueue("q");
        Channel channel = scene.open();
        Tap tap = scene.tap("c", channel, queue, false);
        scene.line("consumers " + scene.channel().consumerCount(queue));
        scene.channel().queueDelete(queue);
        scene.expect(tap, 1);
    }
}
