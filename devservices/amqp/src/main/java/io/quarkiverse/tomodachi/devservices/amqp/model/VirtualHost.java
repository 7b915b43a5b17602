package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Set;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** A world of its own of exchanges and queues. Used by one thread only. */
public final class VirtualHost {

    private final String name;
    private final ExchangeRegistry exchanges;
    private final QueueRegistry queues;
    private final Router router;
    private final DeadLetters deadLetters;

    public VirtualHost(String name, Timers timers, MemoryMeter memory) {
        this.name = name;
        this.exchanges = new ExchangeRegistry(name);
        this.queues = new QueueRegistry(name, timers, exchanges, memory);
        this.router = new Router(exchanges, queues);
        this.deadLetters = new DeadLetters(exchanges, router);
    }

    public String name() {
        return name;
    }

    public ExchangeRegistry exchanges() {
        return exchanges;
    }

    public QueueRegistry queues() {
        return queues;
    }

    public MessageQueue declareQueue(Declare declaration, Object connection) {
        return queues.declare(declaration, connection, deadLetters);
    }

    /** The exchange a client may publish to. */
    public Exchange exchangeToPublish(String exchange) {
        Exchange found = exchanges.get(exchange);
        if (found.internal()) {
            throw new AmqpException(ReplyCode.ACCESS_REFUSED,
                    "cannot publish to internal " + Refusals.exchange(exchange, name));
        }
        return found;
    }

    public Set<MessageQueue> route(Exchange exchange, Message message) {
        return router.route(exchange, message);
    }

    /** Loses what does not outlive the broker: all but durable exchanges, durable queues and their persistent messages. */
    public void restart() {
        queues.keepDurable();
        exchanges.keepDurable();
    }

    /** Forgets a connection, with the queues that were its own. */
    public void disconnected(Object connection) {
        queues.deleteOwnedBy(connection);
    }
}
