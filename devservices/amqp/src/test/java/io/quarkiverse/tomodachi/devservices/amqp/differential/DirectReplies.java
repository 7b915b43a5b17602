package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

/** The pseudo-queue for answers to requests. */
final class DirectReplies {

    private static final String PSEUDO = "amq.rabbitmq.reply-to";

    void requestAndReply(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel client = scene.open();
        Tap tap = scene.tap("replies", client, PSEUDO, true);
        client.basicPublish("", queue, replyTo(PSEUDO), Scene.bytes("request"));
        GetResponse request = scene.fetch(queue, true);
        String address = request.getProps().getReplyTo();
        scene.line("replaced " + address.startsWith(PSEUDO + "."));
        scene.line(scene.publish("", address, new AMQP.BasicProperties.Builder().correlationId("c").build(), "reply"));
        scene.line(tap.next(5000).replace(address, "<address>"));
        scene.attempt("address exists", ch -> ch.queueDeclarePassive(address));
        client.close();
        scene.attempt("address is gone", ch -> ch.queueDeclarePassive(address));
    }

    void replyNeedsAConsumer(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.attempt("publish", ch -> ch.basicPublish("", queue, replyTo(PSEUDO), Scene.bytes("request")));
    }

    void consumerMustNotAcknowledge(Scene scene) throws Exception {
        scene.attempt("with acknowledgements", ch -> ch.basicConsume(PSEUDO, false, new Tap("c", ch)));
        scene.attempt("twice", ch -> {
            ch.basicConsume(PSEUDO, true, "one", new Tap("c", ch));
            ch.basicConsume(PSEUDO, true, "two", new Tap("c", ch));
        });
        scene.attempt("the same tag", ch -> {
            ch.basicConsume(PSEUDO, true, "one", new Tap("c", ch));
            ch.basicConsume(PSEUDO, true, "one", new Tap("c", ch));
        });
        scene.attempt("cancel and again", ch -> {
            ch.basicConsume(PSEUDO, true, "one", new Tap("c", ch));
            ch.basicCancel("one");
            ch.basicConsume(PSEUDO, true, "two", new Tap("c", ch));
        });
    }

    void pseudoQueue(Scene scene) throws Exception {
        scene.attempt("declare", ch -> scene.line(ch.queueDeclare(PSEUDO, false, false, false, null).toString()));
        scene.attempt("passive", ch -> scene.line(ch.queueDeclarePassive(PSEUDO).toString()));
        scene.attempt("get", ch -> ch.basicGet(PSEUDO, true));
        scene.attempt("purge", ch -> ch.queuePurge(PSEUDO));
        scene.attempt("delete", ch -> ch.queueDelete(PSEUDO));
        scene.attempt("bind", ch -> ch.queueBind(PSEUDO, "amq.direct", "k"));
    }

    void replyToNobody(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel client = scene.open();
        scene.tap("replies", client, PSEUDO, true);
        client.basicPublish("", queue, replyTo(PSEUDO), Scene.bytes("request"));
        String address = scene.fetch(queue, true).getProps().getReplyTo();
        client.close();
        Channel channel = scene.open();
        List<String> events = new CopyOnWriteArrayList<>();
        channel.addReturnListener(returned -> events.add("returned " + returned.getRoutingKey()));
        channel.confirmSelect();
        channel.basicPublish("", address, true, Scene.PLAIN, Scene.bytes("m"));
        scene.line("confirmed " + channel.waitForConfirms(5000));
        events.forEach(scene::line);
    }

    private static AMQP.BasicProperties replyTo(String queue) {
        return new AMQP.BasicProperties.Builder().replyTo(queue).build();
    }
}
