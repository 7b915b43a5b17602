package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Cancel;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Consume;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Get;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Qos;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.model.Message;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueuedMessage;

/** The ways in which messages come to a channel: consumers, and asking for single ones. */
final class Consumption {

    private static final String PRIORITY = "x-priority";

    private final Channel channel;
    private final QueueOperations queues;
    private final Settlement settlement;
    private final DirectReplies directReplies;
    private final Map<String, ChannelConsumer> consumers = new LinkedHashMap<>();
    private final Map<ChannelConsumer, MessageQueue> sources = new LinkedHashMap<>();
    private String directReplyTag;
    private String directReplyName;
    private int prefetch;

    Consumption(Channel channel, QueueOperations queues, Settlement settlement, DirectReplies directReplies) {
        this.channel = channel;
        this.queues = queues;
        this.settlement = settlement;
        this.directReplies = directReplies;
    }

    void handle(MethodCall call) {
        switch (call.id()) {
            case BASIC_QOS -> qos(call.read(Qos::read));
            case BASIC_CONSUME -> consume(call.read(Consume::read));
            case BASIC_CANCEL -> cancel(call.read(Cancel::read));
            default -> get(call.read(Get::read));
        }
    }

    /** The name under which this channel gets direct replies, when it consumes them. */
    Optional<String> directReplyName() {
        return Optional.ofNullable(directReplyName);
    }

    List<String> queueNames() {
        return sources.values().stream().map(MessageQueue::name).toList();
    }

    void dispatchAll() {
        new ArrayList<>(sources.values()).forEach(MessageQueue::dispatch);
    }

    /** The broker ended a consumer. The client is told when it wants to know. */
    void consumerLost(ChannelConsumer consumer) {
        forget(consumer);
        tellCancelled(consumer);
    }

    void tellCancelled(ChannelConsumer consumer) {
        if (channel.acceptsNews() && channel.connection().clientCan("consumer_cancel_notify")) {
            channel.reply(MethodId.BASIC_CANCEL, arguments -> arguments.shortString(consumer.tag()).bit(true));
        }
    }

    /** Takes all consumers away, and answers from which queues, which are to be told when their messages are back. */
    Set<MessageQueue> detachAll() {
        Map<ChannelConsumer, MessageQueue> all = new LinkedHashMap<>(sources);
        consumers.clear();
        sources.clear();
        stopDirectReplies();
        all.forEach((consumer, queue) -> queue.detach(consumer));
        return new LinkedHashSet<>(all.values());
    }

    private void qos(Qos qos) {
        if (qos.prefetchSize() != 0) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "prefetch_size!=0 (" + qos.prefetchSize() + ")");
        }
        if (qos.global()) {
            settlement.limit(qos.prefetchCount());
        } else {
            // RabbitMQ's way: the later of the two kinds of limits takes the limit of the channel away
            settlement.limit(0);
            prefetch = qos.prefetchCount();
        }
        channel.reply(MethodId.BASIC_QOS_OK);
        dispatchAll();
    }

    private void consume(Consume request) {
        String name = queues.named(request.queue());
        Consume consume = request.consumerTag().isEmpty() ? withTagOfOurs(request) : request;
        if (name.equals(DirectReplies.QUEUE)) {
            consumeDirectReplies(new ChannelConsumer(channel, this, settlement, consume, prefetch));
            consumeOk(consume);
            return;
        }
        if (consumers.containsKey(consume.consumerTag()) || consume.consumerTag().equals(directReplyTag)) {
            throw new AmqpException(ReplyCode.NOT_ALLOWED, "attempt to reuse consumer tag '" + consume.consumerTag() + "'");
        }
        ChannelConsumer consumer = new ChannelConsumer(channel, this, settlement, consume, prefetch);
        MessageQueue queue = channel.virtualHost().queues().get(name, channel.connection());
        requirePriority(consume, name);
        requireLimitOfItsOwn(queue);
        queue.addConsumer(consumer);
        consumers.put(consumer.tag(), consumer);
        sources.put(consumer, queue);
        consumeOk(consume);
        queue.dispatch();
    }

    private void consumeOk(Consume consume) {
        if (!consume.noWait()) {
            channel.reply(MethodId.BASIC_CONSUME_OK, arguments -> arguments.shortString(consume.consumerTag()));
        }
    }

    private void consumeDirectReplies(ChannelConsumer consumer) {
        if (consumer.acknowledges()) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "reply consumer cannot acknowledge");
        }
        if (directReplyName != null) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "reply consumer already set");
        }
        directReplyTag = consumer.tag();
        directReplyName = directReplies.add(consumer);
    }

    private void stopDirectReplies() {
        if (directReplyName != null) {
            directReplies.remove(directReplyName);
            directReplyName = null;
            directReplyTag = null;
        }
    }

    private void cancel(Cancel cancel) {
        ChannelConsumer consumer = consumers.get(cancel.consumerTag());
        if (cancel.consumerTag().equals(directReplyTag)) {
            stopDirectReplies();
        }
        if (!cancel.noWait()) {
            channel.reply(MethodId.BASIC_CANCEL_OK, arguments -> arguments.shortString(cancel.consumerTag()));
        }
        if (consumer != null) {
            remove(consumer);
        }
    }

    private void get(Get get) {
        MessageQueue queue = channel.virtualHost().queues().get(queues.named(get.queue()), channel.connection());
        Optional<QueuedMessage> taken = queue.take(!get.noAck());
        if (taken.isEmpty()) {
            channel.reply(MethodId.BASIC_GET_EMPTY, arguments -> arguments.shortString(""));
            return;
        }
        QueuedMessage queued = taken.get();
        long deliveryTag = settlement.nextTag();
        if (!get.noAck()) {
            settlement.add(deliveryTag, queue, queued, null);
        }
        Message message = queued.message();
        channel.connection().sendContent(channel.number(), MethodId.BASIC_GET_OK,
                arguments -> arguments.longLong(deliveryTag).bit(queued.redelivered()).shortString(message.exchange())
                        .shortString(message.routingKey()).longInt(queue.readyCount()),
                queue.quorum() ? ChannelConsumer.counted(message.content(), queued) : message.content());
    }

    private void remove(ChannelConsumer consumer) {
        MessageQueue queue = sources.get(consumer);
        forget(consumer);
        queue.removeConsumer(consumer);
    }

    private void forget(ChannelConsumer consumer) {
        consumers.remove(consumer.tag());
        sources.remove(consumer);
    }

    private void requireLimitOfItsOwn(MessageQueue queue) {
        if (queue.quorum() && settlement.limited()) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "queue '" + queue.name() + "' in vhost '"
                    + channel.virtualHost().name() + "' does not support global qos");
        }
    }

    private void requirePriority(Consume consume, String queue) {
        consume.arguments().get(PRIORITY).filter(value -> !value.isInteger()).ifPresent(value -> {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "invalid arg '" + PRIORITY + "' for queue '" + queue
                    + "' in vhost '" + channel.virtualHost().name() + "': \"expected integer, got " + value.type().label()
                    + "\"");
        });
    }

    private static Consume withTagOfOurs(Consume request) {
        return new Consume(request.queue(), "amq.ctag-" + UUID.randomUUID(), request.noLocal(), request.noAck(),
                request.exclusive(), request.noWait(), request.arguments());
    }
}
