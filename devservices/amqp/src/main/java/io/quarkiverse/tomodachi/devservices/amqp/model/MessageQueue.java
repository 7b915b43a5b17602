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
    private final Surroundings surroundings;
    private final ReadyMessages ready = new ReadyMessages();
    private final ConsumerRing consumers;
    private Timers.Timer messageExpiry;
    private Timers.Timer idleExpiry;
    private long positions;
    private int unacknowledged;
    private boolean deleted;

    /** What a queue needs of its virtual host. */
    record Surroundings(String host, Timers timers, MemoryMeter memory, DeadLetters deadLetters,
            java.util.function.Consumer<MessageQueue> delete) {
    }

    /**
     * @param owner the only connection that may use the queue, null for all
     */
    MessageQueue(Declare declaration, QueueArguments arguments, Object owner, Surroundings surroundings) {
        this.name = declaration.queue();
        this.durable = declaration.durable() && !declaration.exclusive();
        this.autoDelete = declaration.autoDelete();
        this.owner = owner;
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.consumers = new ConsumerRing(arguments.singleActiveConsumer());
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

    public int unacknowledgedCount() {
        return unacknowledged;
    }

    public int consumerCount() {
        return consumers.size();
    }

    /** Notes that the queue is in use, which puts off its expiry. */
    public void touch() {
        if (idleExpiry != null) {
            idleExpiry.cancel();
        }
        if (!deleted && consumers.isEmpty()) {
            arguments.expires().ifPresent(
                    millis -> idleExpiry = surroundings.timers().schedule(millis, () -> surroundings.delete().accept(this)));
        }
    }

    /**
     * Takes a message in.
     *
     * @return false when the queue is full and refuses it
     */
    public boolean offer(Message message) {
        QueuedMessage queued = new QueuedMessage(message, positions++, priority(message), expiry(message));
        dropExpired();
        if (arguments.rejectsWhenFull() && full(1, queued.size())) {
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
        if (acknowledged) {
            unacknowledged++;
        } else {
            gone(message);
        }
        armMessageExpiry();
        return Optional.of(message);
    }

    public void acknowledge(QueuedMessage message) {
        unacknowledged--;
        gone(message);
    }

    public void reject(QueuedMessage message) {
        unacknowledged--;
        die(message, DeathReason.REJECTED);
    }

    /** Ends all consumers, and tells how many there were. */
    public int cancelConsumers() {
        List<Consumer> all = consumers.all();
        for (Consumer consumer : all) {
            consumers.remove(consumer);
            consumer.cancelled();
        }
        if (autoDelete && !all.isEmpty()) {
            surroundings.delete().accept(this);
        }
        touch();
        return all.size();
    }

    /** Loses the messages that do not outlive the broker. Those of quorum queues all do. */
    void keepPersistent() {
        if (!quorum()) {
            ready.removeIf(message -> !message.persistent()).forEach(this::gone);
        }
        touch();
        armMessageExpiry();
    }

    /** Takes messages back that a client does not want now: to where they were, or to the end as quorum queues do. */
    public void requeue(Collection<QueuedMessage> messages) {
        takeBack(messages, quorum() && arguments.deliveryLimit() == Long.MAX_VALUE);
    }

    /** Takes messages back from a client that is gone, to where they were. */
    public void giveBack(Collection<QueuedMessage> messages) {
        takeBack(messages, false);
    }

    private void takeBack(Collection<QueuedMessage> messages, boolean toTheEnd) {
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

    /** Drops all messages nobody has, and tells how many there were. */
    public int purge() {
        int count = readyCount();
        ready.removeIf(message -> true).forEach(this::gone);
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
        if (!consumers.remove(consumer)) {
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
        ready.removeIf(message -> true).forEach(this::gone);
        touch();
        armMessageExpiry();
        for (Consumer consumer : consumers.all()) {
            consumers.remove(consumer);
            consumer.cancelled();
        }
    }

    /** Forgets a message that left for good. */
    private void gone(QueuedMessage message) {
        surroundings.memory().add(-message.footprint());
    }

    private void die(QueuedMessage message, DeathReason reason) {
        gone(message);
        if (!deleted) {
            surroundings.deadLetters().accept(this, message, reason);
        }
    }

    private void hand(QueuedMessage message, Consumer consumer) {
        if (consumer.acknowledges()) {
            unacknowledged++;
        } else {
            gone(message);
        }
        consumer.deliver(this, message);
    }

    private void settle() {
        while (full(0, 0)) {
            die(ready.poll(), DeathReason.MAXLEN);
        }
        armMessageExpiry();
    }

    private boolean full(int moreMessages, int moreBytes) {
        return ready.count() + moreMessages > arguments.maxLength() || ready.bytes() + moreBytes > arguments.maxLengthBytes();
    }

    private void dropExpired() {
        Optional<QueuedMessage> expired = ready.pollExpired(surroundings.timers().now());
        while (expired.isPresent()) {
            die(expired.get(), DeathReason.EXPIRED);
            expired = ready.pollExpired(surroundings.timers().now());
        }
    }

    private void armMessageExpiry() {
        long next = ready.nextExpiry();
        if (messageExpiry != null && messageExpiry.pending()) {
            if (messageExpiry.dueAt() <= next && next != QueuedMessage.NEVER) {
                return;
            }
            messageExpiry.cancel();
        }
        if (next != QueuedMessage.NEVER && !deleted) {
            long delay = Math.max(0, next - surroundings.timers().now());
            messageExpiry = surroundings.timers().schedule(delay, this::expireMessages);
        }
    }

    private void expireMessages() {
        dropExpired();
        armMessageExpiry();
    }

    private int priority(Message message) {
        int highest = arguments.maxPriority();
        return highest == 0 ? 0 : Math.min(highest, message.content().properties().priority());
    }

    private long expiry(Message message) {
        long ttl = Math.min(arguments.messageTtl().orElse(Long.MAX_VALUE), Expiration.of(message).orElse(Long.MAX_VALUE));
        return ttl == Long.MAX_VALUE ? QueuedMessage.NEVER : surroundings.timers().now() + ttl;
    }
}
