package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;

/** Messages on their way in, what comes back and what is confirmed. */
final class Publishing {

    void propertiesAsSent(Scene scene) throws Exception {
        String queue = scene.queue("q");
        AMQP.BasicProperties all = new AMQP.BasicProperties.Builder().contentType("text/plain").contentEncoding("gzip")
                .deliveryMode(2).priority(200).correlationId("c").replyTo("r").expiration("60000").messageId("m")
                .timestamp(new Date(1000)).type("t").userId(scene.factory().getUsername()).appId("a").clusterId("l").build();
        scene.publish("", queue, all, "m");
        scene.publish("", queue, Scene.PLAIN, "");
        scene.show(queue, 2);
    }

    void headerTypes(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.publish("", queue, Scene.headers("byte", (byte) 1, "short", (short) 2, "int", 3, "long", 4L, "float", 1.5f,
                "double", 2.5, "decimal", new BigDecimal("12.34"), "text", "ü", "true", true, "time", new Date(1000),
                "table", Map.of("in", Map.of("deep", 1)), "list", Arrays.asList(1, "a", null), "none", null,
                "octets", new byte[] { 65, 66 }, "empty", Collections.emptyList()), "m");
        scene.show(queue, 1);
    }

    void bodiesOfAllSizes(Scene scene) throws Exception {
        String queue = scene.queue("q");
        for (int size : new int[] { 0, 1, 131_063, 131_064, 131_065, 400_000 }) {
            scene.publish("", queue, Scene.PLAIN, "x".repeat(size));
            scene.line(size + " is " + scene.fetch(queue, true).getBody().length);
        }
    }

    void mandatory(Scene scene) throws Exception {
        Channel channel = scene.open();
        List<String> events = new CopyOnWriteArrayList<>();
        channel.addReturnListener(returned -> events.add("returned " + returned.getReplyCode() + " "
                + returned.getReplyText() + " " + Trace.of(new Delivery(new Envelope(0, false, returned.getExchange(),
                        returned.getRoutingKey()), returned.getProperties(), returned.getBody()))));
        channel.addConfirmListener((tag, multiple) -> events.add("ack " + tag), (tag, multiple) -> events.add("nack " + tag));
        channel.confirmSelect();
        String queue = scene.queue("q");
        channel.basicPublish("", "nowhere", true, Scene.headers("h", 1), Scene.bytes("lost"));
        channel.waitForConfirms(5000);
        channel.basicPublish("", queue, true, Scene.PLAIN, Scene.bytes("found"));
        channel.waitForConfirms(5000);
        channel.basicPublish("amq.topic", "nowhere", false, Scene.PLAIN, Scene.bytes("not mandatory"));
        channel.waitForConfirms(5000);
        events.forEach(scene::line);
    }

    void mandatoryWithCopies(Scene scene) throws Exception {
        Channel channel = scene.open();
        List<String> events = new CopyOnWriteArrayList<>();
        channel.addReturnListener(returned -> events.add("returned " + Trace.value(returned.getProperties().getHeaders())));
        channel.confirmSelect();
        channel.basicPublish("", "nowhere", true, Scene.headers("CC", List.of("a"), "BCC", List.of("b")), Scene.bytes("lost"));
        channel.waitForConfirms(5000);
        channel.basicPublish("", "nowhere", true, Scene.headers("CC", List.of(scene.queue("q"))), Scene.bytes("found"));
        channel.waitForConfirms(5000);
        events.forEach(scene::line);
    }

    void mandatoryAndAlternate(Scene scene) throws Exception {
        Channel channel = scene.open();
        List<String> events = new CopyOnWriteArrayList<>();
        channel.addReturnListener(returned -> events.add("returned from " + returned.getExchange()));
        channel.confirmSelect();
        String last = scene.exchange("last", "direct");
        String first = scene.exchange("first", "direct", "alternate-exchange", last);
        channel.basicPublish(first, "k", true, Scene.PLAIN, Scene.bytes("lost"));
        channel.waitForConfirms(5000);
        scene.channel().queueBind(scene.queue("q"), last, "k");
        channel.basicPublish(first, "k", true, Scene.PLAIN, Scene.bytes("found"));
        channel.waitForConfirms(5000);
        events.forEach(scene::line);
    }

    void immediate(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.attempt("immediate", ch -> ch.basicPublish("", queue, false, true, Scene.PLAIN, Scene.bytes("m")));
    }

    void missingExchangeClosesLater(Scene scene) throws Exception {
        Channel channel = scene.open();
        channel.confirmSelect();
        channel.basicPublish("missing", "k", Scene.PLAIN, Scene.bytes("m"));
        scene.line(Trace.closing(channel, java.time.Duration.ofSeconds(5)));
        scene.attempt("other channels live", ch -> ch.queueDeclare());
    }

    void confirmSequence(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        List<Long> highest = new CopyOnWriteArrayList<>();
        channel.addConfirmListener((tag, multiple) -> highest.add(tag), (tag, multiple) -> highest.add(-tag));
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("before"));
        channel.confirmSelect();
        channel.confirmSelect();
        for (int i = 0; i < 50; i++) {
            channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("m" + i));
        }
        scene.line("confirmed " + channel.waitForConfirms(5000) + " next " + channel.getNextPublishSeqNo());
        scene.line("last confirmed " + Collections.max(highest) + " refused " + (Collections.min(highest) < 0));
        scene.line("count " + scene.channel().messageCount(queue));
    }

    void expirationMustBeANumber(Scene scene) throws Exception {
        String queue = scene.queue("q");
        for (String value : List.of("", "soon", "10s", "-1", "1.5", "+5", " 5", "315360000000", "315360000001",
                "60000")) {
            scene.attempt("'" + value + "'", ch -> ch.basicPublish("", queue, Scene.expiration(value), new byte[0]));
        }
    }

    void userMustBeTheOneLoggedIn(Scene scene) throws Exception {
        String queue = scene.queue("q");
        for (String user : List.of(scene.factory().getUsername(), "other", "")) {
            scene.attempt("'" + user + "'", ch -> ch.basicPublish("", queue,
                    new AMQP.BasicProperties.Builder().userId(user).build(), new byte[0]));
        }
    }

    void errorsDoNotConfirm(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.confirmSelect();
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("good"));
        channel.waitForConfirms(5000);
        channel.basicPublish("", queue, Scene.expiration("bad"), Scene.bytes("bad"));
        scene.line(Trace.closing(channel, java.time.Duration.ofSeconds(5)));
        scene.drain(queue);
    }
}
