package io.quarkiverse.tomodachi.benchmarks.amqp.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.benchmarks.control.Sender;

/** Publishes with confirms, of which no more are open than there are places for. */
final class ConfirmedChannel {

    /** Many more than are unconfirmed at a time, since some may be confirmed long after others that came later. */
    private static final int PLACES = 4 * 1024;
    private static final BasicProperties BYTES = new BasicProperties.Builder()
            .contentType("application/octet-stream").deliveryMode(2).build();
    private static final BasicProperties TEXT = new BasicProperties.Builder().contentType("text/plain").deliveryMode(2)
            .build();

    private final Channel channel;
    private final String exchange;
    private final String routingKey;
    private final AtomicReferenceArray<Sender.Outcome> open = new AtomicReferenceArray<>(PLACES);
    /** Not a monitor, which would pin virtual threads in Java 21 to 23. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Used by the thread of the connection. */
    private long firstOpen = 1;

    ConfirmedChannel(Channel channel, String exchange, String routingKey) throws IOException {
        this.channel = channel;
        this.exchange = exchange;
        this.routingKey = routingKey;
        channel.confirmSelect();
        channel.addConfirmListener((number, multiple) -> settle(number, multiple, null),
                (number, multiple) -> settle(number, multiple, new IOException("refused by the broker")));
        channel.addReturnListener(returned -> {
            throw new IllegalStateException("A message was not routed: " + returned.getReplyText());
        });
    }

    void publish(byte[] body, Sender.Outcome outcome) throws IOException {
        publish(body, BYTES, outcome);
    }

    void publish(String text, Sender.Outcome outcome) throws IOException {
        publish(text.getBytes(StandardCharsets.UTF_8), TEXT, outcome);
    }

    private void publish(byte[] body, BasicProperties properties, Sender.Outcome outcome) throws IOException {
        lock.lock();
        try {
            if (open.getAndSet(place(channel.getNextPublishSeqNo()), outcome) != null) {
                throw new IllegalStateException("More are unconfirmed than there are places");
            }
            channel.basicPublish(exchange, routingKey, true, properties, body);
        } finally {
            lock.unlock();
        }
    }

    private void settle(long number, boolean multiple, IOException failure) {
        for (long at = multiple ? firstOpen : number; at <= number; at++) {
            Sender.Outcome outcome = open.getAndSet(place(at), null);
            if (outcome != null && failure == null) {
                outcome.confirmed();
            } else if (outcome != null) {
                outcome.failed(failure);
            }
        }
        while (firstOpen < channel.getNextPublishSeqNo() && open.get(place(firstOpen)) == null) {
            firstOpen++;
        }
    }

    private static int place(long number) {
        return (int) (number % PLACES);
    }
}
