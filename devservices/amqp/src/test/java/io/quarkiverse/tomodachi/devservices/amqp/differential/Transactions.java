package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

/** Publishing and settling all at once, or not. */
final class Transactions {

    void commitPublishes(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.txSelect();
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("1"));
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("2"));
        scene.line("before " + channel.messageCount(queue));
        channel.txCommit();
        scene.drain(queue);
        channel.txCommit();
    }

    void rollbackForgets(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.txSelect();
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("1"));
        channel.txRollback();
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("2"));
        channel.txCommit();
        scene.drain(queue);
    }

    void closingForgets(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.txSelect();
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("1"));
        channel.close();
        scene.drain(queue);
    }

    void acknowledgementsWait(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3");
        Channel channel = scene.open();
        channel.txSelect();
        GetResponse first = channel.basicGet(queue, false);
        channel.basicAck(first.getEnvelope().getDeliveryTag(), false);
        channel.txRollback();
        channel.basicAck(first.getEnvelope().getDeliveryTag(), false);
        channel.txCommit();
        GetResponse second = channel.basicGet(queue, false);
        channel.basicNack(second.getEnvelope().getDeliveryTag(), false, true);
        scene.line("uncommitted " + channel.messageCount(queue));
        channel.txCommit();
        scene.awaitCount(queue, 2);
        scene.show(queue, 2);
    }

    void closingReturnsUncommittedAcknowledgements(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1");
        Channel channel = scene.open();
        channel.txSelect();
        channel.basicAck(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false);
        channel.close();
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void unknownTagInATransaction(Scene scene) throws Exception {
        scene.attempt("ack", ch -> {
            ch.txSelect();
            ch.basicAck(5, false);
        });
        String queue = scene.queue("q");
        scene.send(queue, "1");
        scene.attempt("twice", ch -> {
            ch.txSelect();
            long tag = ch.basicGet(queue, false).getEnvelope().getDeliveryTag();
            ch.basicAck(tag, false);
            ch.basicAck(tag, false);
        });
    }

    void modesDoNotMix(Scene scene) throws Exception {
        scene.attempt("tx, confirm", ch -> {
            ch.txSelect();
            ch.confirmSelect();
        });
        scene.attempt("confirm, tx", ch -> {
            ch.confirmSelect();
            ch.txSelect();
        });
        scene.attempt("tx, tx", ch -> {
            ch.txSelect();
            ch.txSelect();
        });
        scene.attempt("commit", Channel::txCommit);
        scene.attempt("rollback", Channel::txRollback);
    }

    void mandatoryReturnsWithTheCommit(Scene scene) throws Exception {
        Channel channel = scene.open();
        List<String> events = new CopyOnWriteArrayList<>();
        channel.addReturnListener(returned -> events.add("returned " + returned.getRoutingKey()));
        channel.txSelect();
        channel.basicPublish("", "nowhere", true, Scene.PLAIN, Scene.bytes("m"));
        channel.basicQos(0);
        scene.line("before " + events);
        channel.txCommit();
        scene.line("after " + events);
    }

    void missingExchangeInATransaction(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.attempt("publish", ch -> {
            ch.txSelect();
            ch.basicPublish("", queue, Scene.PLAIN, Scene.bytes("m"));
            ch.basicPublish("missing", "k", Scene.PLAIN, Scene.bytes("m"));
            ch.txCommit();
        });
        scene.drain(queue);
    }

    void fullQueueInATransaction(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-max-length", 1, "x-overflow", "reject-publish");
        scene.attempt("two", ch -> {
            ch.txSelect();
            ch.basicPublish("", queue, Scene.PLAIN, Scene.bytes("1"));
            ch.basicPublish("", queue, Scene.PLAIN, Scene.bytes("2"));
            ch.txCommit();
        });
        scene.drain(queue);
    }
}
