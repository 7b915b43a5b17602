package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireReader;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;

/** A channel: passes each method to the part that deals with it. */
public final class Channel {

    private final int number;
    private final Connection connection;
    private final Transaction transaction = new Transaction();
    private final Confirms confirms;
    private final Settlement settlement;
    private final Consumption consumption;
    private final Publishing publishing;
    private final ExchangeOperations exchanges;
    private final QueueOperations queues;
    private boolean closing;
    private boolean released;

    Channel(int number, Connection connection, BrokerState broker) {
        this.number = number;
        this.connection = connection;
        this.confirms = new Confirms(this, broker.switches());
        this.settlement = new Settlement(this, transaction, broker);
        this.exchanges = new ExchangeOperations(this);
        this.queues = new QueueOperations(this, broker.directReplies());
        this.consumption = new Consumption(this, queues, settlement, broker.directReplies());
        this.publishing = new Publishing(this, transaction, consumption, broker);
    }

    public int number() {
        return number;
    }

    public boolean confirming() {
        return confirms.active();
    }

    public int unacknowledged() {
        return settlement.count();
    }

    /** See {@link Settlement#timeOut}. */
    public int timeOut(MessageQueue queue) {
        return settlement.timeOut(queue);
    }

    /** The names of the queues that are consumed here, once per consumer. */
    public List<String> consuming() {
        return consumption.queueNames();
    }

    public Connection connection() {
        return connection;
    }

    VirtualHost virtualHost() {
        return connection.virtualHost();
    }

    Confirms confirms() {
        return confirms;
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether consumers of this channel may be handed messages now. */
    boolean acceptsDeliveries() {
        return !released && connection.acceptsDeliveries();
    }

    /** Whether the client can still be told what happens to the channel. */
    boolean acceptsNews() {
        return !released && connection.isOpen();
    }

    void reply(MethodId method, Consumer<WireWriter> arguments) {
        connection.send(number, method, arguments);
    }

    void reply(MethodId method) {
        reply(method, arguments -> {
        });
    }

    void handle(Frame frame, MethodCall call) {
        if (publishing.awaitsContent() || call == null) {
            publishing.content(frame);
            return;
        }
        if (call.id() != MethodId.BASIC_PUBLISH) {
            confirms.flush();
        }
        switch (call.id()) {
            case CHANNEL_OPEN -> throw new AmqpException(ReplyCode.CHANNEL_ERROR, "second 'channel.open' seen");
            case CHANNEL_FLOW -> flow(call.read(WireReader::bit));
            case CHANNEL_CLOSE_OK -> {
                // The client answers to a channel.close that crossed with its own
            }
            case ACCESS_REQUEST -> reply(MethodId.ACCESS_REQUEST_OK, arguments -> arguments.shortInt(1));
            case EXCHANGE_DECLARE, EXCHANGE_DELETE, EXCHANGE_BIND, EXCHANGE_UNBIND -> exchanges.handle(call);
            case QUEUE_DECLARE, QUEUE_DELETE, QUEUE_BIND, QUEUE_UNBIND, QUEUE_PURGE -> queues.handle(call);
            case BASIC_PUBLISH -> publishing.begin(call);
            case BASIC_QOS, BASIC_CONSUME, BASIC_CANCEL, BASIC_GET -> consumption.handle(call);
            case BASIC_ACK, BASIC_NACK, BASIC_REJECT, BASIC_RECOVER, BASIC_RECOVER_ASYNC -> settlement.handle(call);
            case CONFIRM_SELECT -> selectConfirms(call.read(WireReader::bit));
            case TX_SELECT -> selectTransactions();
            case TX_COMMIT -> {
                transaction.commit();
                reply(MethodId.TX_COMMIT_OK);
            }
            case TX_ROLLBACK -> {
                transaction.rollback();
                reply(MethodId.TX_ROLLBACK_OK);
            }
            default -> throw new AmqpException(ReplyCode.COMMAND_INVALID, "unimplemented method");
        }
    }

    boolean awaitsContent() {
        return publishing.awaitsContent();
    }

    void dispatchAll() {
        consumption.dispatchAll();
    }

    void beginClosing() {
        closing = true;
        release();
    }

    /** Gives back everything: consumers first, so that nothing returns to them. */
    void release() {
        if (!released) {
            released = true;
            Set<MessageQueue> queues = consumption.detachAll();
            transaction.rollbackIfActive();
            settlement.release();
            queues.forEach(MessageQueue::detached);
        }
    }

    private void flow(boolean active) {
        if (!active) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "active=false");
        }
        reply(MethodId.CHANNEL_FLOW_OK, arguments -> arguments.bit(true));
    }

    private void selectConfirms(boolean noWait) {
        if (transaction.active()) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "cannot switch from tx to confirm mode");
        }
        confirms.select();
        if (!noWait) {
            reply(MethodId.CONFIRM_SELECT_OK);
        }
    }

    private void selectTransactions() {
        if (confirms.active()) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "cannot switch from confirm to tx mode");
        }
        transaction.select();
        reply(MethodId.TX_SELECT_OK);
    }
}
