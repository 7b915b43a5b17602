package io.quarkiverse.tomodachi.devservices.amqp.differential;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Declaring, binding, emptying and deleting queues. */
final class Queues {

    void declareOkCountsMessagesAndConsumers(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3");
        scene.channel().basicGet(queue, false);
        scene.tap("c", scene.open(), scene.queue("other"), true);
        AMQP.Queue.DeclareOk ok = scene.channel().queueDeclarePassive(queue);
        scene.line(ok.getQueue() + " " + ok.getMessageCount() + " " + ok.getConsumerCount());
        ok = scene.channel().queueDeclarePassive(scene.queueName("other"));
        scene.line(ok.getQueue() + " " + ok.getMessageCount() + " " + ok.getConsumerCount());
    }

    void namesByTheBroker(Scene scene) throws Exception {
        scene.line(scene.channel().queueDeclare().getQueue());
        scene.line(scene.channel().queueDeclare("", false, true, true, null).getQueue());
    }

    void emptyNameIsTheLastDeclared(Scene scene) throws Exception {
        scene.attempt("purge without", ch -> ch.queuePurge(""));
        scene.attempt("passive without", ch -> ch.queueDeclarePassive(""));
        scene.attempt("bind without", ch -> ch.queueBind("", "amq.direct", "k"));
        scene.attempt("delete without", ch -> ch.queueDelete(""));
        scene.attempt("consume without", ch -> ch.basicConsume("", new Tap("c", ch)));
        scene.attempt("get without", ch -> ch.basicGet("", true));
        String queue = scene.queue("q");
        scene.channel().queueBind("", "amq.direct", "");
        scene.line(scene.publish("amq.direct", queue, Scene.PLAIN, "m"));
        scene.line("purged " + scene.channel().queuePurge("").getMessageCount());
        scene.attempt("passive with", ch -> {
            ch.queueDeclarePassive(queue);
            ch.queueDeclarePassive("");
        });
    }

    void withoutWaiting(Scene scene) throws Exception {
        String queue = scene.queueName("q");
        scene.channel().queueDeclareNoWait(queue, false, false, false, null);
        scene.channel().queueBindNoWait(queue, "amq.fanout", "", null);
        scene.channel().exchangeDeclareNoWait(scene.exchangeName("x"), "fanout", false, false, false, null);
        scene.channel().exchangeBindNoWait("amq.fanout", scene.exchangeName("x"), "", null);
        scene.channel().basicQos(0);
        scene.publish(scene.exchangeName("x"), "k", Scene.PLAIN, "m");
        scene.show(queue, 1);
        scene.channel().exchangeDeleteNoWait(scene.exchangeName("x"), false);
        scene.channel().queueDeleteNoWait(queue, false, false);
        scene.channel().basicQos(0);
        scene.attempt("queue", ch -> ch.queueDeclarePassive(queue));
        scene.attempt("exchange", ch -> ch.exchangeDeclarePassive(scene.exchangeName("x")));
        scene.attempt("error", ch -> ch.queueBindNoWait("missing", "amq.fanout", "", null));
    }

    void missingQueue(Scene scene) throws Exception {
        scene.attempt("passive", ch -> ch.queueDeclarePassive("missing"));
        scene.attempt("purge", ch -> ch.queuePurge("missing"));
        scene.attempt("get", ch -> ch.basicGet("missing", true));
        scene.attempt("consume", ch -> ch.basicConsume("missing", new Tap("c", ch)));
        scene.attempt("bind", ch -> ch.queueBind("missing", "amq.direct", "k"));
        scene.attempt("unbind", ch -> ch.queueUnbind("missing", "amq.direct", "k"));
        scene.attempt("delete", ch -> scene.line("deleted " + ch.queueDelete("missing").getMessageCount()));
        scene.attempt("delete if unused", ch -> ch.queueDelete("missing", true, true));
    }

    void reservedAndLongNames(Scene scene) throws Exception {
        scene.attempt("amq.", ch -> ch.queueDeclare("amq.mine", false, false, false, null));
        scene.attempt("amq. passive", ch -> ch.queueDeclarePassive("amq.mine"));
        scene.attempt("amq without dot", ch -> ch.queueDeclare("amqmine", false, true, true, null));
        scene.attempt("255 octets", ch -> ch.queueDeclare("n".repeat(255), false, true, true, null));
        scene.attempt("other letters", ch -> scene.line(ch.queueDeclare("kö ü✓/%", false, true, true, null).getQueue()));
        scene.attempt("line feed", ch -> scene.line(ch.queueDeclare("a\nb", false, true, true, null).getQueue().length() + ""));
    }

    void exclusiveQueueOfAnother(Scene scene) throws Exception {
        Connection owner = scene.factory().newConnection();
        String queue = scene.queueName("q");
        owner.createChannel().queueDeclare(queue, true, true, false, null);
        scene.attempt("passive", ch -> ch.queueDeclarePassive(queue));
        scene.attempt("declare", ch -> ch.queueDeclare(queue, true, true, false, null));
        scene.attempt("declare shared", ch -> ch.queueDeclare(queue, true, false, false, null));
        scene.attempt("purge", ch -> ch.queuePurge(queue));
        scene.attempt("delete", ch -> ch.queueDelete(queue));
        scene.attempt("delete if unused", ch -> ch.queueDelete(queue, true, false));
        scene.attempt("get", ch -> ch.basicGet(queue, true));
        scene.attempt("consume", ch -> ch.basicConsume(queue, new Tap("c", ch)));
        scene.attempt("bind", ch -> ch.queueBind(queue, "amq.direct", "k"));
        scene.attempt("unbind", ch -> ch.queueUnbind(queue, "amq.direct", "k"));
        scene.line("publish " + scene.send(queue, "m"));
        owner.close();
        scene.attempt("passive after", ch -> ch.queueDeclarePassive(queue));
    }

    void exclusiveQueueOfTheSameConnection(Scene scene) throws Exception {
        String queue = scene.channel().queueDeclare(scene.queueName("q"), false, true, false, null).getQueue();
        scene.attempt("declare on another channel", ch -> ch.queueDeclare(queue, false, true, false, null));
        scene.attempt("declare shared", ch -> ch.queueDeclare(queue, false, false, false, null));
        scene.attempt("declare durable", ch -> ch.queueDeclare(queue, true, true, false, null));
        scene.attempt("declare auto-delete", ch -> ch.queueDeclare(queue, false, true, true, null));
    }

    void autoDelete(Scene scene) throws Exception {
        String queue = scene.channel().queueDeclare(scene.queueName("q"), false, false, true, null).getQueue();
        scene.attempt("never consumed", ch -> ch.queueDeclarePassive(queue));
        Channel first = scene.open();
        Channel second = scene.open();
        scene.tap("one", first, queue, true);
        Tap two = scene.tap("two", second, queue, true);
        first.close();
        scene.attempt("one left", ch -> ch.queueDeclarePassive(queue));
        second.basicCancel(two.tag());
        scene.attempt("none left", ch -> ch.queueDeclarePassive(queue));
    }

    void autoDeleteWithUnacknowledged(Scene scene) throws Exception {
        String queue = scene.channel().queueDeclare(scene.queueName("q"), false, false, true, null).getQueue();
        Channel consuming = scene.open();
        Tap tap = scene.tap("c", consuming, queue, false);
        scene.send(queue, "m");
        scene.expect(tap, 1);
        consuming.basicCancel(tap.tag());
        scene.attempt("gone", ch -> ch.queueDeclarePassive(queue));
        consuming.basicAck(tap.lastTag(), false);
        consuming.basicQos(0);
        scene.line("acknowledging is no error: " + consuming.isOpen());
    }

    void deleteConditions(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2");
        scene.attempt("not empty", ch -> ch.queueDelete(queue, false, true));
        scene.attempt("not empty, unused", ch -> ch.queueDelete(queue, true, true));
        Channel consuming = scene.open();
        consuming.basicQos(1);
        Tap tap = scene.tap("c", consuming, queue, false);
        scene.expect(tap, 1);
        scene.attempt("in use", ch -> ch.queueDelete(queue, true, false));
        scene.attempt("in use and not empty", ch -> ch.queueDelete(queue, true, true));
        scene.line("deleted " + scene.channel().queueDelete(queue).getMessageCount());
        scene.expect(tap, 1);
        tap.ackLast(false);
        consuming.basicQos(0);
        scene.line("open " + consuming.isOpen());
    }

    void purgeLeavesUnacknowledged(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3");
        Channel other = scene.open();
        other.basicGet(queue, false);
        scene.line("purged " + scene.channel().queuePurge(queue).getMessageCount());
        scene.line("purged " + scene.channel().queuePurge(queue).getMessageCount());
        other.close();
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void bindingErrors(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.attempt("no exchange", ch -> ch.queueBind(queue, "missing", "k"));
        scene.attempt("neither", ch -> ch.queueBind("missing", "missing", "k"));
        scene.attempt("default exchange", ch -> ch.queueBind(queue, "", "k"));
        scene.attempt("default exchange, unbind", ch -> ch.queueUnbind(queue, "", "k"));
        scene.attempt("unbind, no exchange", ch -> ch.queueUnbind(queue, "missing", "k"));
        scene.attempt("unbind, no binding", ch -> ch.queueUnbind(queue, "amq.direct", "none"));
    }

    void bindingTwiceIsBindingOnce(Scene scene) throws Exception {
        String queue = scene.queue("q");
        String exchange = scene.exchange("x", "direct");
        scene.channel().queueBind(queue, exchange, "k");
        scene.channel().queueBind(queue, exchange, "k");
        scene.channel().queueBind(queue, exchange, "k", Scene.table("note", "other arguments"));
        scene.publish(exchange, "k", Scene.PLAIN, "m");
        scene.drain(queue);
        scene.channel().queueUnbind(queue, exchange, "k");
        scene.publish(exchange, "k", Scene.PLAIN, "m");
        scene.drain(queue);
        scene.channel().queueUnbind(queue, exchange, "k", Scene.table("note", "other arguments"));
        scene.publish(exchange, "k", Scene.PLAIN, "m");
        scene.drain(queue);
    }

    void deletedQueueIsUnbound(Scene scene) throws Exception {
        String queue = scene.queue("q");
        String exchange = scene.exchange("x", "fanout");
        scene.channel().queueBind(queue, exchange, "");
        scene.channel().queueDelete(queue);
        scene.queue("q");
        scene.publish(exchange, "", Scene.PLAIN, "m");
        scene.drain(queue);
    }
}
