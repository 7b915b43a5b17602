package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;

/** A consumer that keeps what happens to it. */
final class Tap extends DefaultConsumer {

    private final String name;
    private final String tag;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile long lastTag;

    Tap(String name, Channel channel) {
        this(name, channel, name);
    }

    Tap(String name, Channel channel, String tag) {
        super(channel);
        this.name = name;
        this.tag = tag;
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        lastTag = envelope.getDeliveryTag();
        events.add(Trace.of(new Delivery(envelope, properties, body)));
    }

    @Override
    public void handleCancel(String tag) {
        events.add("cancelled by the broker");
    }

    /** The tag it was asked for with. The one that its superclass keeps may come later. */
    String tag() {
        return tag;
    }

    long lastTag() {
        return lastTag;
    }

    void ackLast(boolean multiple) throws IOException {
        getChannel().basicAck(lastTag, multiple);
    }

    /** The next event, waiting for it. */
    String next(long millis) throws InterruptedException {
        String event = events.poll(millis, TimeUnit.MILLISECONDS);
        return name + ": " + (event == null ? "nothing" : event);
    }
}
