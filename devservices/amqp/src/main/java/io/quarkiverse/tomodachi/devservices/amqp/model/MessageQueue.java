package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Declare;

/** A queue: its messages, those that consumers have, and its consumers. */
public final class MessageQueue implements BindingTarget {

    private final String name;
    private final boolean durable;
    private final boolean autoDelete;
    private final Object owner;
    private final QueueArguments arguments;
    private final QueueSurroundings surroundings;
    private final ReadyMessages ready = new ReadyMessages();
    private final ConsumerRing consumers;
    private final Departures departures;
    private final Expiry messageExpiry;
    private final Expiry idleExpiry;
    private long positions;
    private int unacknowledged;
    private boolean deleted;

    /**
     * @param owner the only connection that may use the queue, null for all
     */
    MessageQueue(Declare declaration, QueueArguments arguments, Object owner, QueueSurroundings surroundings) {
        this.name = declaration.queue();
        this.durable = declaration.durable() && !declaration.exclusive();
        this.autoDelete = declaration.autoDelete();
        this.owner = owner;
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.consumers = new ConsumerRing(arguments.singleActiveConsumer());
        this.departures = new Departures(this, surroundings);
        this.messageExpiry = new Expiry(surroundings.timers(), this::dispatch);
        this.idleExpiry = new Expiry(surroundings.timers(), () -> surroundings.delete().accept(this));
        touch();
    }

    @Override
    public String name() {
        return name;
    }

    public boolean durable() {
        return durable;
    }

    public boolean autoDelete() {
        return autoDelete;
    }

    public boolean exclusive() {
        return owner != null;
    }

    public Object owner() {
        return owner;
    }

    public FieldTable declaredArguments() {
        return arguments.table();
    }

    QueueArguments arguments() {
        return arguments;
    }

    public boolean quorum() {
        return arguments.quorum();
    }

    public int readyCount() {
        dropExpired();
        return ready.count();
    }

    /** The messages nobody has, those that are next first. */
    public List<QueuedMessage> readyMessages() {
        dropExpired();
        return ready.all();
    }

    public int unacknowledgedCount() {
        return unacknowledged;
    }

    public int consumerCount() {
        return consumers.size();
    }

    /** Notes that the queue is in use, which puts off its expiry. */
    public void touch() {
        idleExpiry.cancel();
        if (!deleted && consumers.isEmpty()) {
            arguments.expires().ifPresent(idleExpiry::dueIn);
        }
    }

    /** Takes a message in, and tells whether it did: it does not when the queue is full and refuses it. */
    public boolean offer(Message message) {
        QueuedMessage queued = new QueuedMessage(message, positions++, arguments.priority(message),
                arguments.expiry(message, surroundings.timers().now()));
        dropExpired();
        if (arguments.rejectsWhenFull() && arguments.exceededBy(ready.count() + 1, ready.bytes() + queued.size())) {
            if (arguments.deadLettersWhenFull()) {
                surroundings.deadLetters().accept(this, queued, DeathReason.MAXLEN);
            }
            return false;
        }
        surroundings.memory().add(queued.footprint());
        Optional<Consumer> waiting = ready.isEmpty() ? consumers.next() : Optional.empty();
        if (waiting.isPresent()) {
            hand(queued, waiting.get());
            return true;
        }
        ready.add(queued);
        settle();
        return true;
    }

    /** Takes the first message out for one receiver, who is to acknowledge it or not. */
    public Optional<QueuedMessage> take(boolean acknowledged) {
        touch();
        dropExpired();
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        QueuedMessage message = ready.poll();
        handedOut(message, acknowledged);
        armMessageExpiry();
        return Optional.of(message);
    }

    public void acknowledge(QueuedMessage message) {
        unacknowledged--;
        departures.gone(message);
    }

    public void reject(QueuedMessage message) {
        unacknowledged--;
        die(message, DeathReason.REJECTED);
    }

    /** Ends all consumers, and tells how many there were. */
    public int cancelConsumers() {
        List<Consumer> all = consumers.all();
        all.forEach(this::detach);
        all.forEach(Consumer::cancelled);
        if (!all.isEmpty()) {
            detached();
        }
        return all.size();
    }

    /** Loses the messages that do not outlive the broker. Those of quorum queues all do. */
    void keepPersistent() {
        ready.removeIf(message -> !quorum() && !message.persistent()).forEach(departures::gone);
        touch();
        armMessageExpiry();
    }

    /**
     * Takes messages back, to where they were.
     *
     * @param refused whether a client did not want them now, which puts them behind all others in some queues
     */
    public void requeue(Collection<QueuedMessage> messages, boolean refused) {
        boolean toTheEnd = refused && quorum() && arguments.deliveryLimit() == Long.MAX_VALUE;
        for (QueuedMessage message : messages) {
            unacknowledged--;
            message.returned();
            if (toTheEnd) {
                message.moveTo(positions++);
            }
            if (message.returns() <= arguments.deliveryLimit() && !deleted) {
                ready.add(message);
            } else {
                die(message, DeathReason.DELIVERY_LIMIT);
            }
        }
        dispatch();
    }

    /** Takes messages back from consumers that are too slow, to where they were; to be followed by {@link #dispatch()}. */
    public void takeBack(Collection<QueuedMessage> messages) {
        unacknowledged -= messages.size();
        messages.forEach(message -> ready.add(message.takenBack()));
    }

    /** Drops all messages nobody has, and tells how many there were. */
    public int purge() {
        int count = readyCount();
        ready.removeIf(message -> true).forEach(departures::gone);
        armMessageExpiry();
        return count;
    }

    /** Adds a consumer, which gets nothing before {@link #dispatch()} or the next message. */
    public void addConsumer(Consumer consumer) {
        if (consumers.hasExclusive() || consumer.exclusive() && !consumers.isEmpty()) {
            throw Refusals.inExclusiveUse(name, surroundings.host());
        }
        consumers.add(consumer);
        touch();
    }

    public void removeConsumer(Consumer consumer) {
        if (detach(consumer)) {
            detached();
        }
    }

    /** Takes a consumer away, to be followed by {@link #detached()} once its messages have been given back. */
    public boolean detach(Consumer consumer) {
        return consumers.remove(consumer);
    }

    /** Goes on after consumers went away. */
    public void detached() {
        if (deleted) {
            return;
        }
        if (autoDelete && consumers.isEmpty()) {
            surroundings.delete().accept(this);
            return;
        }
        touch();
        dispatch();
    }

    /** Hands messages out for as long as there are some and a consumer can take one. */
    public void dispatch() {
        while (!deleted) {
            dropExpired();
            Optional<Consumer> consumer = ready.isEmpty() ? Optional.empty() : consumers.next();
            if (consumer.isEmpty()) {
                break;
            }
            hand(ready.poll(), consumer.get());
        }
        settle();
    }

    void delete() {
        deleted = true;
        ready.removeIf(message -> true).forEach(departures::gone);
        departures.end();
        touch();
        armMessageExpiry();
        cancelConsumers();
    }

    private void die(QueuedMessage message, DeathReason reason) {
        if (deleted) {
            departures.gone(message);
        } else {
            departures.die(message, reason);
        }
    }

    private void hand(QueuedMessage message, Consumer consumer) {
        handedOut(message, consumer.acknowledges());
        consumer.deliver(this, message);
    }

    private void handedOut(QueuedMessage message, boolean toBeAcknowledged) {
        if (toBeAcknowledged) {
            unacknowledged++;
        } else {
            departures.gone(message);
        }
    }

    private void settle() {
        while (arguments.exceededBy(ready.count(), ready.bytes())) {
            die(ready.poll(), DeathReason.MAXLEN);
        }
        armMessageExpiry();
    }

    private void dropExpired() {
        long now = surroundings.timers().now();
        while (ready.nextExpiry() <= now) {
            die(ready.poll(), DeathReason.EXPIRED);
        }
    }

    private void armMessageExpiry() {
        messageExpiry.dueAt(deleted ? QueuedMessage.NEVER : ready.nextExpiry());
    }
}
