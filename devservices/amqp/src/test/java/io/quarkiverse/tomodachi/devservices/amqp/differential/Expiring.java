package io.quarkiverse.tomodachi.devservices.amqp.differential;

import com.rabbitmq.client.Channel;

/** Messages and queues that do not live for ever. */
final class Expiring {

    private static final int SHORT = 100;

    void queueTtl(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-message-ttl", SHORT);
        scene.send(queue, "1", "2");
        scene.awaitCount(queue, 0);
        scene.line(Trace.of(scene.channel().basicGet(queue, true)));
    }

    void messageTtl(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.publish("", queue, Scene.expiration("100"), "short");
        scene.publish("", queue, Scene.expiration("60000"), "long");
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void theShorterCounts(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-message-ttl", SHORT);
        scene.publish("", queue, Scene.expiration("60000"), "long");
        scene.awaitCount(queue, 0);
        String lasting = scene.queue("lasting", "x-message-ttl", 60_000);
        scene.publish("", lasting, Scene.expiration("100"), "short");
        scene.awaitCount(lasting, 0);
        scene.line("both expired");
    }

    void onlyTheHeadExpires(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.publish("", queue, Scene.expiration("60000"), "head");
        scene.publish("", queue, Scene.expiration("50"), "behind");
        scene.pause(400);
        scene.line("count " + scene.channel().messageCount(queue));
        scene.show(queue, 1);
        scene.awaitCount(queue, 0);
    }

    void zeroIsForConsumersOnly(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-message-ttl", 0);
        scene.line(scene.send(queue, "lost"));
        scene.line("count " + scene.channel().messageCount(queue));
        Tap tap = scene.tap("c", scene.open(), queue, true);
        scene.send(queue, "taken");
        scene.expect(tap, 1);
        String plain = scene.queue("plain");
        scene.publish("", plain, Scene.expiration("0"), "lost");
        scene.line("count " + scene.channel().messageCount(plain));
    }

    @Slow
    void unacknowledgedDoNotExpire(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-message-ttl", 1000);
        scene.send(queue, "held");
        Channel channel = scene.open();
        channel.basicGet(queue, false);
        scene.pause(1500);
        channel.basicAck(1, false);
        channel.basicQos(0);
        scene.line("open " + channel.isOpen());
    }

    @Slow
    void requeuedExpireAtOnceWhenTheirTimeIsOver(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.queue("q", "x-message-ttl", 1000, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead);
        scene.send(queue, "held");
        Channel channel = scene.open();
        channel.basicGet(queue, false);
        scene.pause(1500);
        channel.basicNack(1, false, true);
        scene.show(dead, 1);
    }

    @Slow
    void idleQueues(Scene scene) throws Exception {
        String idle = scene.queue("idle", "x-expires", 1500);
        String used = scene.queue("used", "x-expires", 1500);
        Channel channel = scene.open();
        Tap tap = scene.tap("c", channel, used, true);
        scene.pause(2500);
        scene.attempt("idle", ch -> ch.queueDeclarePassive(idle));
        scene.attempt("used", ch -> ch.queueDeclarePassive(used));
        channel.basicCancel(tap.tag());
        scene.pause(2500);
        scene.attempt("no longer used", ch -> ch.queueDeclarePassive(used));
    }

    @Slow
    void getAndDeclareAreUsePublishingIsNot(Scene scene) throws Exception {
        String asked = scene.queue("asked", "x-expires", 3000);
        String declared = scene.queue("declared", "x-expires", 3000);
        String published = scene.queue("published", "x-expires", 3000);
        for (int i = 0; i < 7; i++) {
            scene.pause(600);
            scene.channel().basicGet(asked, true);
            scene.channel().queueDeclare(declared, false, false, false, Scene.table("x-expires", 3000));
            scene.publish("", published, Scene.PLAIN, "m");
        }
        scene.attempt("asked", ch -> ch.queueDeclarePassive(asked));
        scene.attempt("declared", ch -> ch.queueDeclarePassive(declared));
        scene.attempt("published to", ch -> ch.queueDeclarePassive(published));
    }

    @Slow
    void expiredQueueDoesNotDeadLetter(Scene scene) throws Exception {
        String dead = scene.queue("dead");
        String queue = scene.queue("q", "x-expires", 200, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead);
        scene.send(queue, "m");
        scene.pause(2500);
        scene.attempt("gone", ch -> ch.queueDeclarePassive(queue));
        scene.drain(dead);
    }
}
