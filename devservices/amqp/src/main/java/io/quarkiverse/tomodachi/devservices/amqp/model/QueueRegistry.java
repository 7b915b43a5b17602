package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** The queues of a virtual host. */
public final class QueueRegistry {

    private final String host;
    private final Timers timers;
    private final ExchangeRegistry exchanges;
    private final MemoryMeter memory;
    private final Map<String, MessageQueue> queues = new LinkedHashMap<>();

    QueueRegistry(String host, Timers timers, ExchangeRegistry exchanges, MemoryMeter memory) {
        this.host = host;
        this.timers = timers;
        this.exchanges = exchanges;
        this.memory = memory;
    }

    public List<MessageQueue> all() {
        return List.copyOf(queues.values());
    }

    public Optional<MessageQueue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** The queue, for one connection to use. */
    public MessageQueue get(String name, Object connection) {
        MessageQueue queue = find(name).orElseThrow(() -> Refusals.noQueue(name, host));
        requireAccess(queue, connection);
        return queue;
    }

    public MessageQueue declare(Declare declaration, Object connection, DeadLetters deadLetters) {
        String name = declaration.queue();
        if (declaration.passive()) {
            return get(name, connection);
        }
        MessageQueue present = queues.get(name);
        if (present != null) {
            requireEquivalent(declaration, present, connection);
            present.touch();
            return present;
        }
        if (name.startsWith(ExchangeRegistry.RESERVED_PREFIX)) {
            throw Refusals.reservedPrefix("queue", name);
        }
        Declare named = name.isEmpty() ? withNameOfOurs(declaration) : declaration;
        QueueArguments arguments = new QueueArguments(named, host);
        if (name.isEmpty() && arguments.quorum()) {
            throw Refusals.precondition("Cannot declare a server-named queue for type rabbit_quorum_queue");
        }
        MessageQueue queue = new MessageQueue(named, arguments,
                declaration.exclusive() ? connection : null,
                new QueueSurroundings(host, timers, memory, deadLetters, this::delete));
        queues.put(queue.name(), queue);
        return queue;
    }

    /** Deletes a queue, when it is there, and tells how many messages it had. */
    public int delete(String name, boolean ifUnused, boolean ifEmpty, Object connection) {
        MessageQueue queue = queues.get(name);
        if (queue == null) {
            return 0;
        }
        requireAccess(queue, connection);
        requireDeletable(queue, ifUnused, ifEmpty);
        int count = queue.readyCount();
        delete(queue);
        return count;
    }

    private void requireDeletable(MessageQueue queue, boolean ifUnused, boolean ifEmpty) {
        if (queue.quorum() && (ifUnused || ifEmpty)) {
            throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "cannot delete " + Refusals.queue(queue.name(), host)
                    + ". queue.delete operations with " + (ifUnused ? "if-unused" : "if-empty")
                    + " flag set are not supported by quorum queues");
        }
        if (ifEmpty && queue.readyCount() > 0) {
            throw Refusals.precondition(Refusals.queue(queue.name(), host) + " not empty");
        }
        if (ifUnused && queue.consumerCount() > 0) {
            throw Refusals.precondition(Refusals.queue(queue.name(), host) + " in use");
        }
    }

    /** Deletes the queues that belong to a connection. */
    void deleteOwnedBy(Object connection) {
        for (MessageQueue queue : new ArrayList<>(queues.values())) {
            if (queue.owner() == connection) {
                delete(queue);
            }
        }
    }

    void keepDurable() {
        for (MessageQueue queue : new ArrayList<>(queues.values())) {
            if (queue.durable()) {
                queue.keepPersistent();
            } else {
                delete(queue);
            }
        }
    }

    public void delete(MessageQueue queue) {
        if (queues.remove(queue.name(), queue)) {
            exchanges.unbindTarget(queue);
            queue.delete();
        }
    }

    private void requireAccess(MessageQueue queue, Object connection) {
        if (queue.exclusive() && queue.owner() != connection) {
            throw Refusals.locked(queue.name(), host);
        }
    }

    private void requireEquivalent(Declare declaration, MessageQueue present, Object connection) {
        requireAccess(present, connection);
        if (declaration.exclusive() != present.exclusive()) {
            throw Refusals.locked(present.name(), host);
        }
        Equivalence equivalence = new Equivalence(Refusals.queue(present.name(), host));
        equivalence.check("durable", declaration.durable() && !declaration.exclusive(), present.durable());
        equivalence.check("auto_delete", declaration.autoDelete(), present.autoDelete());
        present.arguments().requireEquivalent(declaration.arguments(), equivalence);
    }

    private static Declare withNameOfOurs(Declare declaration) {
        UUID id = UUID.randomUUID();
        byte[] octets = ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array();
        String name = "amq.gen-" + Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        return new Declare(name, false, declaration.durable(), declaration.exclusive(), declaration.autoDelete(),
                declaration.noWait(), declaration.arguments());
    }
}
