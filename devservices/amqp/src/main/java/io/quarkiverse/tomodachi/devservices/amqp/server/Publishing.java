package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.Set;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Publish;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Property;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.model.Exchange;
import io.quarkiverse.tomodachi.devservices.amqp.model.Expiration;
import io.quarkiverse.tomodachi.devservices.amqp.model.Message;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;

/** Takes in the messages published on a channel. */
final class Publishing {

    private final Channel channel;
    private final Transaction transaction;
    private final Consumption consumption;
    private final DirectReplies directReplies;
    private final BrokerState broker;
    private Publish publish;
    private ContentAssembly assembly;

    Publishing(Channel channel, Transaction transaction, Consumption consumption, BrokerState broker) {
        this.channel = channel;
        this.transaction = transaction;
        this.consumption = consumption;
        this.directReplies = broker.directReplies();
        this.broker = broker;
    }

    boolean awaitsContent() {
        return publish != null;
    }

    void begin(MethodCall call) {
        publish = call.read(Publish::read);
        assembly = new ContentAssembly(broker.settings().maxMessageSize());
        channel.connection().intake().publishing();
    }

    void content(Frame frame) {
        if (publish == null) {
            throw new AmqpException(ReplyCode.UNEXPECTED_FRAME, "expected method frame, got non method frame instead");
        }
        assembly.add(frame);
        if (assembly.complete()) {
            Publish method = publish;
            publish = null;
            accept(method, assembly.content());
        }
    }

    private void accept(Publish method, Content content) {
        if (method.immediate()) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "immediate=true");
        }
        Exchange exchange = channel.virtualHost().exchangeToPublish(method.exchange());
        checkUser(content.properties());
        Expiration.check(content.properties());
        Content named = withReplyName(content);
        Message message = Message.published(method.exchange(), method.routingKey(), named);
        Set<MessageQueue> queues = channel.virtualHost().route(exchange, message);
        long held = transaction.active() ? content.footprint() : 0;
        broker.memory().add(held);
        transaction.perform(() -> {
            broker.memory().add(-held);
            deliver(method, message, queues);
        }, () -> broker.memory().add(-held));
    }

    private void deliver(Publish method, Message message, Set<MessageQueue> queues) {
        if (channel.confirms().active() && broker.switches().refuses()) {
            channel.confirms().published(false);
            return;
        }
        boolean reached = !queues.isEmpty() || deliverDirectly(message);
        if (!reached && method.mandatory()) {
            giveBack(message);
        }
        boolean taken = true;
        for (MessageQueue queue : queues) {
            taken &= queue.offer(message);
        }
        channel.confirms().published(taken);
        if (!taken) {
            transaction.failed();
        }
    }

    private boolean deliverDirectly(Message message) {
        if (!message.exchange().isEmpty() || !DirectReplies.isReplyName(message.routingKey())) {
            return false;
        }
        return directReplies.find(message.routingKey()).map(consumer -> {
            consumer.deliverDirectly(message);
            return true;
        }).orElse(false);
    }

    private void giveBack(Message message) {
        channel.connection().sendContent(channel.number(), MethodId.BASIC_RETURN,
                arguments -> arguments.shortInt(ReplyCode.NO_ROUTE.code()).shortString(ReplyCode.NO_ROUTE.name())
                        .shortString(message.exchange()).shortString(message.routingKey()),
                message.content());
    }

    private void checkUser(MessageProperties properties) {
        String user = channel.connection().user();
        properties.text(Property.USER_ID).filter(claimed -> !claimed.equals(user)).ifPresent(claimed -> {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED,
                    "user_id property set to '" + claimed + "' but authenticated user was '" + user + "'");
        });
    }

    /** Puts the name under which this channel gets direct replies in the place of the pseudo-queue's. */
    private Content withReplyName(Content content) {
        if (content.properties().text(Property.REPLY_TO).filter(DirectReplies.QUEUE::equals).isEmpty()) {
            return content;
        }
        String name = consumption.directReplyName().orElseThrow(() -> new AmqpException(ReplyCode.PRECONDITION_FAILED,
                "fast reply consumer does not exist"));
        return content.with(content.properties().with(Property.REPLY_TO, name));
    }
}
