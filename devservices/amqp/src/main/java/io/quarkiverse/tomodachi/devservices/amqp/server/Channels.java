package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** The channels of a connection. */
final class Channels {

    private final Connection connection;
    private final BrokerState broker;
    private final Map<Integer, Channel> channels = new TreeMap<>();

    Channels(Connection connection, BrokerState broker) {
        this.connection = connection;
        this.broker = broker;
    }

    void handle(Frame frame, MethodCall call) {
        Channel channel = channels.get(frame.channel());
        if (channel == null) {
            open(frame.channel(), call);
        } else if (channel.isClosing()) {
            awaitCloseOk(channel, call);
        } else if (call != null && call.id() == MethodId.CHANNEL_CLOSE && !channel.awaitsContent()) {
            channel.confirms().flush();
            channels.remove(channel.number());
            channel.release();
            sendCloseOk(channel);
        } else {
            channel.handle(frame, call);
        }
    }

    /** Ends a channel with an error, which the client is told. */
    void close(int number, AmqpException error, MethodId method) {
        Channel channel = channels.get(number);
        if (channel == null) {
            connection.close(error, method);
            return;
        }
        if (channel.isClosing()) {
            return;
        }
        channel.confirms().flush();
        channel.beginClosing();
        connection.send(number, MethodId.CHANNEL_CLOSE, arguments -> arguments.shortInt(error.code().code())
                .shortString(error.getMessage())
                .shortInt(method == null ? 0 : method.classId())
                .shortInt(method == null ? 0 : method.methodId()));
    }

    /** Those that neither side has closed. */
    List<Channel> open() {
        return channels.values().stream().filter(channel -> !channel.isClosing()).toList();
    }

    /** The method whose content is coming in on a channel, null when there is none. */
    MethodId methodAwaitingContent(int number) {
        Channel channel = channels.get(number);
        return channel != null && channel.awaitsContent() ? MethodId.BASIC_PUBLISH : null;
    }

    /** Sends the confirms that have come together. */
    void confirm() {
        channels.values().forEach(channel -> channel.confirms().flush());
    }

    /** Lets the queues hand out what the channels' consumers can take. */
    void dispatch() {
        new ArrayList<>(channels.values()).forEach(Channel::dispatchAll);
    }

    void release() {
        List<Channel> released = new ArrayList<>(channels.values());
        channels.clear();
        released.forEach(Channel::release);
    }

    private void open(int number, MethodCall call) {
        if (call == null || call.id() != MethodId.CHANNEL_OPEN) {
            if (call == null) {
                throw new AmqpException(ReplyCode.UNEXPECTED_FRAME, "expected method frame, got non method frame instead");
            }
            if (call.id() == MethodId.CHANNEL_CLOSE_OK) {
                return;
            }
            throw new AmqpException(ReplyCode.CHANNEL_ERROR, "expected 'channel.open'");
        }
        if (channels.size() >= connection.channelMax()) {
            throw AmqpException.ofNoMethod(ReplyCode.NOT_ALLOWED, "number of channels opened (" + channels.size()
                    + ") has reached the negotiated channel_max (" + connection.channelMax() + ")");
        }
        channels.put(number, new Channel(number, connection, broker));
        broker.channelOpened();
        connection.send(number, MethodId.CHANNEL_OPEN_OK, arguments -> arguments.longString(LongString.of("")));
    }

    private void awaitCloseOk(Channel channel, MethodCall call) {
        if (call == null) {
            return;
        }
        if (call.id() == MethodId.CHANNEL_CLOSE) {
            sendCloseOk(channel);
        }
        if (call.id() == MethodId.CHANNEL_CLOSE || call.id() == MethodId.CHANNEL_CLOSE_OK) {
            channels.remove(channel.number());
        }
    }

    private void sendCloseOk(Channel channel) {
        connection.send(channel.number(), MethodId.CHANNEL_CLOSE_OK, arguments -> {
        });
    }
}
