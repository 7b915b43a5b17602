package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Bind;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Delete;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Purge;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Unbind;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.model.Binding;
import io.quarkiverse.tomodachi.devservices.amqp.model.Exchange;
import io.quarkiverse.tomodachi.devservices.amqp.model.ExchangeRegistry;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueueRegistry;

/** Answers the methods of class queue. */
final class QueueOperations {

    private final Channel channel;
    private final DirectReplies replies;
    private String lastDeclared = "";

    QueueOperations(Channel channel, DirectReplies replies) {
        this.channel = channel;
        this.replies = replies;
    }

    void handle(MethodCall call) {
        switch (call.id()) {
            case QUEUE_DECLARE -> declare(call.read(Declare::read));
            case QUEUE_DELETE -> delete(call.read(Delete::read));
            case QUEUE_BIND -> bind(call.read(Bind::read));
            case QUEUE_UNBIND -> unbind(call.read(Unbind::read));
            default -> purge(call.read(Purge::read));
        }
    }

    /** The queue a method means: an empty name stands for the queue declared last on the channel. */
    String named(String queue) {
        if (!queue.isEmpty()) {
            return ExchangeOperations.withoutLineBreaks(queue);
        }
        if (lastDeclared.isEmpty()) {
            throw new AmqpException(ReplyCode.NOT_FOUND, "no previously declared queue");
        }
        return lastDeclared;
    }

    private void declare(Declare declare) {
        if (declare.queue().equals(DirectReplies.QUEUE) || replies.find(declare.queue()).isPresent()) {
            declareOk(declare, declare.queue(), 0, 1);
            return;
        }
        MessageQueue queue = channel.virtualHost().declareQueue(withoutLineBreaks(declare), channel.connection());
        lastDeclared = queue.name();
        declareOk(declare, queue.name(), queue.readyCount(), queue.consumerCount());
    }

    private void declareOk(Declare declare, String name, int messages, int consumers) {
        if (!declare.noWait()) {
            channel.reply(MethodId.QUEUE_DECLARE_OK,
                    arguments -> arguments.shortString(name).longInt(messages).longInt(consumers));
        }
    }

    private void delete(Delete delete) {
        int count = queues().delete(named(delete.queue()), delete.ifUnused(), delete.ifEmpty(), channel.connection());
        if (!delete.noWait()) {
            channel.reply(MethodId.QUEUE_DELETE_OK, arguments -> arguments.longInt(count));
        }
    }

    private void bind(Bind bind) {
        String name = named(bind.queue());
        Exchange source = exchanges().getNamed(bind.exchange());
        MessageQueue queue = queues().get(name, channel.connection());
        exchanges().bind(new Binding(source, queue, key(bind.queue(), bind.routingKey(), name), bind.arguments()));
        if (!bind.noWait()) {
            channel.reply(MethodId.QUEUE_BIND_OK);
        }
    }

    private void unbind(Unbind unbind) {
        String name = named(unbind.queue());
        exchanges().refuseDefault(unbind.exchange());
        String key = key(unbind.queue(), unbind.routingKey(), name);
        FieldTable arguments = unbind.arguments();
        exchanges().find(unbind.exchange()).ifPresent(source -> queues().find(name)
                .ifPresent(queue -> exchanges().unbind(new Binding(source, queue, key, arguments))));
        channel.reply(MethodId.QUEUE_UNBIND_OK);
    }

    /** Where neither queue nor key is given, the name of the queue declared last is the key too. */
    private static String key(String queue, String routingKey, String name) {
        return queue.isEmpty() && routingKey.isEmpty() ? name : routingKey;
    }

    private void purge(Purge purge) {
        int count = queues().get(named(purge.queue()), channel.connection()).purge();
        if (!purge.noWait()) {
            channel.reply(MethodId.QUEUE_PURGE_OK, arguments -> arguments.longInt(count));
        }
    }

    private static Declare withoutLineBreaks(Declare declare) {
        return new Declare(ExchangeOperations.withoutLineBreaks(declare.queue()), declare.passive(), declare.durable(),
                declare.exclusive(), declare.autoDelete(),
                declare.noWait(), declare.arguments());
    }

    private QueueRegistry queues() {
        return channel.virtualHost().queues();
    }

    private ExchangeRegistry exchanges() {
        return channel.virtualHost().exchanges();
    }
}
