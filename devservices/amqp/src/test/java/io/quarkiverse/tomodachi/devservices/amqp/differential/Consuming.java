package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.ArrayList;
import java.util.List;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Consumers, what they get, and in which order. */
final class Consuming {

    void deliveries(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1");
        Tap tap = scene.tap("c", scene.open(), queue, true);
        scene.send(queue, "2", "3");
        scene.expect(tap, 3);
        scene.quiet(tap);
        scene.drain(queue);
    }

    void getting(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.line(Trace.of(scene.channel().basicGet(queue, true)));
        scene.send(queue, "1", "2", "3");
        scene.show(queue, 1);
        scene.line(Trace.of(scene.fetch(queue, false)));
        scene.line(Trace.of(scene.fetch(queue, false)));
        scene.line(Trace.of(scene.channel().basicGet(queue, false)));
    }

    void consumerTags(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.line(scene.open().basicConsume(queue, true, "", new Tap("c", scene.channel())));
        scene.line(scene.open().basicConsume(queue, true, "mine", new Tap("c", scene.channel())));
        scene.attempt("the same on another channel", ch -> ch.basicConsume(queue, true, "mine", new Tap("c", ch)));
        scene.attempt("twice", ch -> {
            ch.basicConsume(queue, true, "mine", new Tap("c", ch));
            ch.basicConsume(queue, true, "mine", new Tap("c", ch));
        });
    }

    void cancelling(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        Tap tap = scene.tap("c", channel, queue, false);
        scene.send(queue, "1");
        scene.expect(tap, 1);
        channel.basicCancel(tap.tag());
        scene.send(queue, "2");
        scene.quiet(tap);
        tap.ackLast(false);
        channel.basicQos(0);
        scene.show(queue, 1);
        scene.line("consumers " + scene.channel().consumerCount(queue));
    }

    void prefetchPerConsumer(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3", "4", "5", "6");
        Channel channel = scene.open();
        channel.basicQos(1);
        Tap one = scene.tap("one", channel, queue, false);
        scene.expect(one, 1);
        channel.basicQos(2);
        Tap two = scene.tap("two", channel, queue, false);
        scene.expect(two, 2);
        scene.quiet(one);
        scene.quiet(two);
        tapAck(one);
        scene.expect(one, 1);
        scene.quiet(two);
    }

    void prefetchPerChannel(Scene scene) throws Exception {
        String queue = scene.queue("q");
        String other = scene.queue("other");
        Channel channel = scene.open();
        channel.basicQos(2, true);
        Tap one = scene.tap("one", channel, queue, false);
        Tap two = scene.tap("two", channel, other, false);
        scene.send(queue, "1");
        scene.expect(one, 1);
        scene.send(other, "2", "3", "4");
        scene.expect(two, 1);
        scene.quiet(two);
        tapAck(one);
        scene.expect(two, 1);
        scene.quiet(two);
        channel.basicQos(0, true);
        scene.expect(two, 1);
    }

    void prefetchOfBothKinds(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3", "4", "5");
        Channel channel = scene.open();
        channel.basicQos(2, false);
        channel.basicQos(3, true);
        Tap one = scene.tap("one", channel, queue, false);
        scene.expect(one, 2);
        Tap two = scene.tap("two", channel, queue, false);
        scene.expect(two, 1);
        scene.quiet(one);
        scene.quiet(two);
    }

    void prefetchPerConsumerEndsThatOfTheChannel(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3", "4", "5");
        Channel channel = scene.open();
        channel.basicQos(3, true);
        channel.basicQos(2, false);
        Tap one = scene.tap("one", channel, queue, false);
        scene.expect(one, 2);
        Tap two = scene.tap("two", channel, queue, false);
        scene.expect(two, 2);
        scene.quiet(one);
        scene.quiet(two);
    }

    void prefetchDoesNotCountGetsNorAutomaticAcks(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.basicQos(1, true);
        scene.send(queue, "1", "2", "3", "4");
        channel.basicGet(queue, false);
        channel.basicGet(queue, false);
        Tap auto = scene.tap("auto", channel, queue, true);
        scene.expect(auto, 2);
    }

    void prefetchChangesLater(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3", "4");
        Channel channel = scene.open();
        channel.basicQos(1);
        Tap tap = scene.tap("c", channel, queue, false);
        scene.expect(tap, 1);
        channel.basicQos(3);
        scene.quiet(tap);
        scene.attempt("size", ch -> ch.basicQos(10, 1, false));
    }

    void turns(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        Tap one = scene.tap("one", channel, queue, true);
        Tap two = scene.tap("two", channel, queue, true);
        Tap three = scene.tap("three", channel, queue, true);
        for (int i = 1; i <= 6; i++) {
            scene.send(queue, "m" + i);
        }
        for (Tap tap : List.of(one, two, three)) {
            scene.expect(tap, 2);
        }
    }

    void consumerPriorities(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.basicQos(1);
        Tap low = scene.tap("low", channel, queue, false, "x-priority", -5);
        Tap none = scene.tap("none", channel, queue, false);
        Tap high = scene.tap("high", channel, queue, false, "x-priority", 10);
        for (int i = 1; i <= 4; i++) {
            scene.send(queue, "m" + i);
        }
        scene.expect(high, 1);
        scene.expect(none, 1);
        scene.expect(low, 1);
        tapAck(low);
        scene.expect(low, 1);
        scene.attempt("as text", ch -> ch.basicConsume(queue, true, "t", false, false, Scene.table("x-priority", "1"),
                new Tap("c", ch)));
        scene.attempt("as double", ch -> ch.basicConsume(queue, true, "t", false, false, Scene.table("x-priority", 1.5),
                new Tap("c", ch)));
    }

    void exclusiveConsumers(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.basicConsume(queue, true, "only", false, true, null, new Tap("c", channel));
        scene.attempt("a second", ch -> ch.basicConsume(queue, new Tap("c", ch)));
        scene.attempt("get", ch -> ch.basicGet(queue, true));
        channel.basicCancel("only");
        Tap shared = scene.tap("shared", channel, queue, true);
        scene.attempt("exclusive beside another",
                ch -> ch.basicConsume(queue, true, "t", false, true, null, new Tap("c", ch)));
        channel.basicCancel(shared.tag());
        scene.attempt("now free", ch -> ch.basicConsume(queue, true, "t", false, true, null, new Tap("c", ch)));
    }

    void deletedQueueCancels(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        Tap tap = scene.tap("c", channel, queue, false);
        Tap second = scene.tap("second", channel, queue, false);
        scene.send(queue, "1");
        scene.expect(tap, 1);
        scene.channel().queueDelete(queue);
        scene.expect(tap, 1);
        scene.expect(second, 1);
        channel.basicCancel(scene.tap("other", channel, scene.queue("q2"), true).tag());
        scene.line("open " + channel.isOpen());
    }

    void singleActiveConsumer(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-single-active-consumer", true);
        Channel first = scene.open();
        Channel second = scene.open();
        Tap one = scene.tap("one", first, queue, false);
        Tap two = scene.tap("two", second, queue, false);
        scene.send(queue, "1", "2");
        scene.expect(one, 2);
        scene.quiet(two);
        tapAck(one);
        first.close();
        scene.expect(two, 1);
        scene.send(queue, "3");
        scene.expect(two, 1);
    }

    void singleActiveConsumerWithPrefetch(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-single-active-consumer", true);
        Channel first = scene.open();
        first.basicQos(1);
        Channel second = scene.open();
        second.basicQos(1);
        Tap one = scene.tap("one", first, queue, false);
        Tap two = scene.tap("two", second, queue, false, "x-priority", 10);
        scene.send(queue, "1", "2");
        scene.expect(one, 1);
        scene.quiet(two);
        first.close();
        scene.expect(two, 1);
        scene.attempt("exclusive", ch -> ch.basicConsume(queue, true, "t", false, true, null, new Tap("c", ch)));
    }

    @Slow
    void singleActiveConsumerCancelledAtItsPrefetch(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-single-active-consumer", true);
        Channel first = scene.open();
        first.basicQos(1);
        Tap one = scene.tap("one", first, queue, false);
        Tap two = scene.tap("two", scene.open(), queue, false);
        scene.send(queue, "1", "2");
        scene.expect(one, 1);
        first.basicCancel(one.tag());
        scene.pause(1000);
        scene.quiet(two);
    }

    void singleActiveConsumersByPriority(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-single-active-consumer", true);
        Channel channel = scene.open();
        Tap first = scene.tap("first", channel, queue, true);
        Tap low = scene.tap("low", channel, queue, true, "x-priority", 1);
        Tap high = scene.tap("high", channel, queue, true, "x-priority", 5);
        scene.send(queue, "1");
        scene.expect(first, 1);
        channel.basicCancel(first.tag());
        scene.send(queue, "2");
        scene.expect(high, 1);
        channel.basicCancel(high.tag());
        scene.send(queue, "3");
        scene.expect(low, 1);
    }

    void ownMessagesAreDeliveredWhateverNoLocalSays(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        Tap tap = new Tap("c", channel);
        channel.basicConsume(queue, true, "t", true, false, null, tap);
        channel.basicPublish("", queue, Scene.PLAIN, Scene.bytes("own"));
        scene.expect(tap, 1);
    }

    void consumersOfManyConnections(Scene scene) throws Exception {
        String queue = scene.queue("q");
        List<Tap> taps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Connection connection = scene.connect();
            taps.add(scene.tap("c" + i, connection.createChannel(), queue, true));
        }
        for (int i = 0; i < 3; i++) {
            scene.send(queue, "m" + i);
        }
        for (Tap tap : taps) {
            scene.expect(tap, 1);
        }
        scene.line("consumers " + scene.channel().consumerCount(queue));
    }

    private static void tapAck(Tap tap) throws Exception {
        tap.ackLast(false);
    }
}
