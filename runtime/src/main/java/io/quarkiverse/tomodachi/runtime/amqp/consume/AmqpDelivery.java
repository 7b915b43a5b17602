package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.amqp.AmqpDestinations;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.DeepHeaders;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.message.payload.Printable;
import io.quarkiverse.tomodachi.runtime.message.payload.UnreadableMessageException;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;

/** A message from a queue, and the channel on which the broker waits for its outcome. */
final class AmqpDelivery implements Delivery {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** After how long the handler gets a message again that could not be moved to the dead-letter queue. */
    private static final Duration NEXT_DEAD_LETTER = Duration.ofSeconds(5);

    private static final AtomicIntegerFieldUpdater<AmqpDelivery> SETTLED = AtomicIntegerFieldUpdater
            .newUpdater(AmqpDelivery.class, "settled");

    private final ConsumerChannel channel;
    private final long tag;
    private final ConsumerSettings consumer;
    private final ReceivedMessage received;
    private final FailedMessages failed;
    private volatile int settled;

    AmqpDelivery(ConsumerChannel channel, long tag, ConsumerSettings consumer, ReceivedMessage received,
            FailedMessages failed) {
        this.channel = channel;
        this.tag = tag;
        this.consumer = consumer;
        this.received = received;
        this.failed = failed;
    }

    /** Whether it is to be handled: the broker delivers it to nobody else before it has its outcome. */
    boolean canBeSettled() {
        return !channel.isLost();
    }

    /** The key as the publisher gave it: without the prefix of the service, decoded. */
    String routingKey() {
        return consumer.plainKey(source().routingKey());
    }

    @Override
    public Parsed open(MessageEnvelope envelope) throws Exception {
        Object unreadable = source().headers().get(DeepHeaders.MARK);
        if (unreadable != null) {
            throw new UnreadableMessageException("the headers of the message cannot be read: " + unreadable, null);
        }
        return envelope.parseBytes(received.message().body());
    }

    @Override
    public AmqpMessage source() {
        return received.message();
    }

    @Override
    public Map<String, Object> attributes() {
        return source().headers();
    }

    /** Counted in the message itself, so that all instances and restarts know. Deliveries without an outcome do not count. */
    @Override
    public int attempt() {
        return received.failures() == null ? 1 : 1 + received.failures().attempts();
    }

    @Override
    public String origin() {
        String id = source().messageId();
        return "queue " + consumer.topology().queue() + ", routing key " + Printable.of(source().routingKey())
                + (id == null ? "" : ", message " + Printable.of(id));
    }

    @Override
    public Map<String, String> logFields() {
        Map<String, String> fields = new HashMap<>(ConsumerLog.fields(consumer));
        fields.put("exchange", Printable.of(source().exchangeName()));
        fields.put("routing_key", Printable.of(source().routingKey()));
        if (source().messageId() != null) {
            fields.put("message_id", Printable.of(source().messageId()));
        }
        return fields;
    }

    @Override
    public String trigger() {
        return consumer.trigger();
    }

    @Override
    public MessageFacts facts() {
        return AmqpDestinations.facts(source(), consumer.topology().queue());
    }

    @Override
    public CompletionStage<Void> acknowledge() {
        return isFirstOutcome() ? channel.acknowledge(tag) : TOLD;
    }

    @Override
    public CompletionStage<Void> retry(Duration delay, Throwable reason) {
        return mayBePassedOn() ? settle(() -> failed.retry(consumer, received, delay, reason), delay) : TOLD;
    }

    @Override
    public CompletionStage<Void> postpone(Duration delay, Throwable reason) {
        return mayBePassedOn() ? settle(() -> failed.postpone(consumer, received, delay), delay) : TOLD;
    }

    /** Back to the queue at once; nobody has seen it, so this was no attempt. */
    CompletionStage<Void> giveBack() {
        return isFirstOutcome() ? channel.giveBack(tag) : TOLD;
    }

    /** Back to the queue, but not at once, or it would come again without end: nothing keeps it from failing the same way. */
    @Override
    public void untold(Throwable problem) {
        if (isFirstOutcome()) {
            channel.hold(tag, UNTIL_UNTOLD_COMES_AGAIN);
        }
    }

    /** It could not be handed on. */
    void untaken(Throwable problem) {
        untold(problem);
        LogEvent.write(() -> LogEvent.of(LOG, Level.ERROR, "A message could not be handed to %s; it is given back to its queue"
                + " after some seconds [%s]", consumer.handler(), origin()).with("event", "message-untaken").with(logFields())
                .because(problem).with("reason", BrokerFailures.reason(problem)));
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return consumer.hasDeadLetterQueue();
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        if (!mayBePassedOn()) {
            return TOLD;
        }
        return consumer.topology().deadLetters() == null ? channel.reject(tag)
                : settle(() -> failed.deadLetter(consumer, received, reason), NEXT_DEAD_LETTER);
    }

    /** The queue keeps the message until it is known to be elsewhere. If that fails, the handler gets it again before long. */
    private CompletionStage<Void> settle(Supplier<CompletionStage<Void>> forwarding, Duration delay) {
        return failed.track(begin(forwarding)
                .handle((nothing, failure) -> failure == null ? channel.acknowledge(tag) : channel.hold(tag, delay))
                .thenCompose(outcome -> outcome));
    }

    /** Whatever the reason is asked for, such as its text, is code of the application, and may throw. */
    private static CompletionStage<Void> begin(Supplier<CompletionStage<Void>> forwarding) {
        try {
            return forwarding.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private boolean isFirstOutcome() {
        return SETTLED.compareAndSet(this, 0, 1);
    }

    /** What the broker delivers again would come twice from then on, and more often with each delivery that is too slow. */
    private boolean mayBePassedOn() {
        return isFirstOutcome() && !channel.hasReturned();
    }
}
