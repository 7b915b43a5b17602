package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Ack;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Nack;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Recover;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Reject;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueuedMessage;
import io.quarkiverse.tomodachi.devservices.amqp.model.Timers;

/** Keeps a channel's deliveries until the client tells what is to become of them. */
final class Settlement {

    private final Channel channel;
    private final Transaction transaction;
    private final Timers timers;
    private final long timeoutMillis;
    private final NavigableMap<Long, Delivery> open = new TreeMap<>();
    private Timers.Timer timeout;
    private long lastTag;
    private int globalLimit;
    private int consumed;

    Settlement(Channel channel, Transaction transaction, BrokerState broker) {
        this.channel = channel;
        this.transaction = transaction;
        this.timers = broker.timers();
        this.timeoutMillis = broker.settings().consumerTimeoutMillis();
    }

    long nextTag() {
        return ++lastTag;
    }

    /** How many messages the client has. */
    int count() {
        return open.size();
    }

    /**
     * Notes what the client has to settle.
     *
     * @param consumer who got it, null when it was asked for
     */
    void add(long tag, MessageQueue queue, QueuedMessage message, ChannelConsumer consumer) {
        open.put(tag, new Delivery(tag, queue, message, consumer, timers.now(), false));
        if (consumer != null) {
            consumed++;
        }
        if (timeoutMillis > 0 && (timeout == null || !timeout.pending())) {
            timeout = timers.schedule(timeoutMillis, this::checkOldest);
        }
    }

    /** Ends the channel of a client that leaves a message unsettled for too long. */
    private void checkOldest() {
        Optional<Delivery> oldest = open.values().stream().filter(delivery -> !delivery.timedOut()).findFirst();
        if (oldest.isEmpty() || !channel.acceptsNews()) {
            return;
        }
        long left = oldest.get().since() + timeoutMillis - timers.now();
        if (left > 0) {
            timeout = timers.schedule(left, this::checkOldest);
            return;
        }
        channel.connection().closeChannel(channel.number(), AmqpException.ofNoMethod(ReplyCode.PRECONDITION_FAILED,
                "delivery acknowledgement on channel " + channel.number() + " timed out. Timeout value used: " + timeoutMillis
                        + " ms. This timeout value can be configured, see consumers doc guide to learn more"));
    }

    /**
     * Has a queue take back what consumers of the channel have of it, and tells the client that these are cancelled. To be
     * followed by the dispatch of the queue.
     *
     * @return how many messages these were
     */
    int timeOut(MessageQueue queue) {
        List<Delivery> late = held(open.values()).filter(delivery -> delivery.queue() == queue && delivery.consumer() != null)
                .toList();
        for (Delivery delivery : late) {
            open.put(delivery.tag(), delivery.takenBack());
            consumed--;
            delivery.consumer().timedOut();
        }
        queue.takeBack(late.stream().map(Delivery::message).toList());
        late.stream().map(Delivery::consumer).distinct().forEach(ChannelConsumer::tellCancelled);
        return late.size();
    }

    /**
     * Limits what all consumers of the channel may have together.
     *
     * @param limit the number of messages, 0 for no limit
     */
    void limit(int limit) {
        globalLimit = limit;
    }

    boolean limited() {
        return globalLimit > 0;
    }

    boolean withinGlobalLimit() {
        return globalLimit == 0 || consumed < globalLimit;
    }

    void handle(MethodCall call) {
        switch (call.id()) {
            case BASIC_ACK -> {
                Ack ack = call.read(Ack::read);
                settle(take(ack.deliveryTag(), ack.multiple()), this::acknowledge);
            }
            case BASIC_NACK -> {
                Nack nack = call.read(Nack::read);
                refuse(take(nack.deliveryTag(), nack.multiple()), nack.requeue());
            }
            case BASIC_REJECT -> {
                Reject reject = call.read(Reject::read);
                refuse(take(reject.deliveryTag(), false), reject.requeue());
            }
            default -> recover(call);
        }
    }

    void release() {
        if (timeout != null) {
            timeout.cancel();
        }
        List<Delivery> deliveries = new ArrayList<>(open.values());
        open.clear();
        byQueue(deliveries).forEach((queue, messages) -> queue.requeue(messages, false));
    }

    private void recover(MethodCall call) {
        if (!call.read(Recover::read).requeue()) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "requeue=false");
        }
        List<Delivery> deliveries = new ArrayList<>(open.values());
        open.clear();
        // The answer comes before what is delivered again
        if (call.id() == MethodId.BASIC_RECOVER) {
            channel.reply(MethodId.BASIC_RECOVER_OK);
        }
        returnCredit(deliveries);
        requeue(deliveries);
        dispatch(deliveries);
    }

    private void refuse(List<Delivery> deliveries, boolean requeue) {
        settle(deliveries, requeue ? this::requeue : this::reject);
    }

    private void settle(List<Delivery> deliveries, java.util.function.Consumer<List<Delivery>> outcome) {
        transaction.perform(() -> {
            returnCredit(deliveries);
            outcome.accept(deliveries);
            dispatch(deliveries);
        }, () -> deliveries.forEach(delivery -> open.put(delivery.tag(), delivery)));
    }

    private List<Delivery> take(long tag, boolean multiple) {
        Collection<Delivery> taken;
        if (multiple && tag == 0) {
            taken = open.values();
        } else if (!open.containsKey(tag)) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "unknown delivery tag " + Long.toUnsignedString(tag));
        } else {
            taken = (multiple ? open.headMap(tag, true) : open.subMap(tag, true, tag, true)).values();
        }
        List<Delivery> deliveries = new ArrayList<>(taken);
        taken.clear();
        return deliveries;
    }

    private void acknowledge(List<Delivery> deliveries) {
        held(deliveries).forEach(delivery -> delivery.queue().acknowledge(delivery.message()));
    }

    private void reject(List<Delivery> deliveries) {
        held(deliveries).forEach(delivery -> delivery.queue().reject(delivery.message()));
    }

    private void requeue(List<Delivery> deliveries) {
        byQueue(deliveries).forEach((queue, messages) -> queue.requeue(messages, true));
    }

    private static Map<MessageQueue, List<QueuedMessage>> byQueue(List<Delivery> deliveries) {
        Map<MessageQueue, List<QueuedMessage>> byQueue = new LinkedHashMap<>();
        held(deliveries).forEach(delivery -> byQueue.computeIfAbsent(delivery.queue(), queue -> new ArrayList<>())
                .add(delivery.message()));
        return byQueue;
    }

    /** Those whose messages no queue has taken back. */
    private static Stream<Delivery> held(Collection<Delivery> deliveries) {
        return deliveries.stream().filter(delivery -> !delivery.timedOut());
    }

    private void returnCredit(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (delivery.timedOut()) {
                delivery.consumer().settledLate();
            } else if (delivery.consumer() != null) {
                consumed--;
                delivery.consumer().settled();
            }
        }
    }

    private void dispatch(List<Delivery> deliveries) {
        if (globalLimit > 0) {
            channel.dispatchAll();
            return;
        }
        Set<MessageQueue> queues = new LinkedHashSet<>();
        deliveries.stream().filter(delivery -> delivery.consumer() != null).forEach(delivery -> queues.add(delivery.queue()));
        queues.forEach(MessageQueue::dispatch);
    }
}
