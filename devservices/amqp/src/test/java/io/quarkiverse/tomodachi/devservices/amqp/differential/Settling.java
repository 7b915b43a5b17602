package io.quarkiverse.tomodachi.devservices.amqp.differential;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Acknowledging, refusing, giving back. */
final class Settling {

    void unknownTags(Scene scene) throws Exception {
        scene.attempt("ack", ch -> ch.basicAck(7, false));
        scene.attempt("ack multiple", ch -> ch.basicAck(7, true));
        scene.attempt("ack 0", ch -> ch.basicAck(0, false));
        scene.attempt("ack all", ch -> ch.basicAck(0, true));
        scene.attempt("nack", ch -> ch.basicNack(7, false, true));
        scene.attempt("nack all", ch -> ch.basicNack(0, true, true));
        scene.attempt("reject", ch -> ch.basicReject(7, true));
    }

    void twice(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3");
        scene.attempt("ack twice", ch -> {
            long tag = ch.basicGet(queue, false).getEnvelope().getDeliveryTag();
            ch.basicAck(tag, false);
            ch.basicAck(tag, false);
        });
        scene.attempt("reject after ack", ch -> {
            long tag = ch.basicGet(queue, false).getEnvelope().getDeliveryTag();
            ch.basicAck(tag, false);
            ch.basicReject(tag, true);
        });
        scene.attempt("ack of an automatic one", ch -> ch.basicAck(ch.basicGet(queue, true).getEnvelope().getDeliveryTag(),
                false));
    }

    void multipleThroughASettledOne(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3");
        scene.attempt("ack 3, then all up to 2", ch -> {
            ch.basicGet(queue, false);
            ch.basicGet(queue, false);
            ch.basicGet(queue, false);
            ch.basicAck(3, false);
            ch.basicAck(2, true);
        });
        scene.send(queue, "4", "5", "6");
        scene.attempt("ack 2, then all up to 2", ch -> {
            ch.basicGet(queue, false);
            ch.basicGet(queue, false);
            ch.basicAck(2, false);
            ch.basicAck(2, true);
        });
        scene.awaitCount(queue, 2);
        scene.drain(queue);
    }

    void acknowledgingMultiple(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3", "4");
        Channel channel = scene.open();
        for (int i = 0; i < 4; i++) {
            channel.basicGet(queue, false);
        }
        channel.basicAck(2, true);
        channel.close();
        scene.awaitCount(queue, 2);
        scene.show(queue, 2);
    }

    void requeuedKeepTheirPlace(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3", "4");
        Channel channel = scene.open();
        for (int i = 0; i < 3; i++) {
            channel.basicGet(queue, false);
        }
        channel.basicNack(2, false, true);
        channel.basicReject(1, true);
        channel.basicNack(0, true, true);
        channel.basicQos(0);
        scene.awaitCount(queue, 4);
        scene.show(queue, 4);
    }

    void requeueToTheOnlyConsumer(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        channel.basicQos(2);
        Tap tap = scene.tap("c", channel, queue, false);
        scene.send(queue, "1", "2", "3");
        scene.expect(tap, 2);
        channel.basicNack(1, false, true);
        scene.expect(tap, 1);
        channel.basicNack(tap.lastTag(), false, false);
        scene.expect(tap, 1);
    }

    void rejectedAreGone(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2", "3");
        scene.reject(queue);
        scene.channel().basicNack(scene.fetch(queue, false).getEnvelope().getDeliveryTag(), false, false);
        scene.drain(queue);
    }

    void closingGivesBack(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1", "2");
        Channel channel = scene.open();
        Tap tap = scene.tap("c", channel, queue, false);
        scene.expect(tap, 2);
        channel.close();
        scene.awaitCount(queue, 2);
        Connection connection = scene.connect();
        tap = scene.tap("again", connection.createChannel(), queue, false);
        scene.expect(tap, 2);
        connection.close();
        scene.awaitCount(queue, 2);
        scene.show(queue, 2);
    }

    void abortedConnectionGivesBack(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1");
        scene.channel();
        Connection connection = scene.connect();
        connection.createChannel().basicGet(queue, false);
        connection.abort();
        scene.awaitCount(queue, 1);
        scene.show(queue, 1);
    }

    void recover(Scene scene) throws Exception {
        String queue = scene.queue("q");
        Channel channel = scene.open();
        Tap tap = scene.tap("c", channel, queue, false);
        scene.send(queue, "1", "2");
        scene.expect(tap, 2);
        channel.basicRecover(true);
        scene.expect(tap, 2);
        channel.basicAck(0, true);
        channel.basicRecover();
        scene.quiet(tap);
        scene.attempt("without requeue", ch -> ch.basicRecover(false));
    }

    void anotherChannelsTag(Scene scene) throws Exception {
        String queue = scene.queue("q");
        scene.send(queue, "1");
        Channel holder = scene.open();
        long tag = holder.basicGet(queue, false).getEnvelope().getDeliveryTag();
        scene.attempt("of another", ch -> ch.basicAck(tag, false));
        holder.basicAck(tag, false);
        holder.basicQos(0);
        scene.line("holder open " + holder.isOpen());
        scene.drain(queue);
    }

    void settlingAfterTheQueueWentAway(Scene scene) throws Exception {
        String queue = scene.queue("q", "x-dead-letter-exchange", "", "x-dead-letter-routing-key", scene.queue("dead"));
        scene.send(queue, "1", "2", "3");
        Channel channel = scene.open();
        for (int i = 0; i < 3; i++) {
            channel.basicGet(queue, false);
        }
        scene.channel().queueDelete(queue);
        channel.basicAck(1, false);
        channel.basicNack(2, false, true);
        channel.basicReject(3, false);
        channel.basicQos(0);
        scene.line("open " + channel.isOpen());
        scene.drain(scene.queueName("dead"));
    }
}
