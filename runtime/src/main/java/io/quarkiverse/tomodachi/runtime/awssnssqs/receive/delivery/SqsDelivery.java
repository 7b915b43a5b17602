package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Lease;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Leases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Origin;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsDestinations;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsTraceHeader;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** One attempt with one message that was received. */
public final class SqsDelivery implements Delivery {

    /** Where it stands: its outcome may be told by hand while the handler still runs. */
    private enum State {
        OPEN,
        DELETED_BY_HAND,
        RELEASED_BY_HAND,
        OVER
    }

    private final ReceivedSqsMessage source;
    private final Origin origin;
    private final Lease lease;
    private final Settlement settlement;
    private final Outcomes outcomes;
    /** How many attempts were made in this process before, without giving the message back. */
    private final int earlierAttempts;
    private final Instant notBefore;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile long begin = System.nanoTime();
    /** Under the lock of the subscription. */
    private Together together;

    SqsDelivery(Message message, String queueUrl, BodyForm form, Origin origin, Lease lease, Settlement settlement,
            Outcomes outcomes) {
        this.source = new ReceivedSqsMessage(message, queueUrl, form, this);
        this.origin = origin;
        this.lease = lease;
        this.settlement = settlement;
        this.outcomes = outcomes;
        this.earlierAttempts = 0;
        this.notBefore = Instant.MIN;
    }

    private SqsDelivery(SqsDelivery earlier, int attempts, Instant notBefore) {
        this.source = earlier.source.of(this);
        this.origin = earlier.origin;
        this.lease = earlier.lease;
        this.settlement = earlier.settlement;
        this.outcomes = earlier.outcomes;
        this.earlierAttempts = earlier.earlierAttempts + attempts;
        this.notBefore = notBefore;
    }

    /** The next attempt, in this process. */
    public SqsDelivery again(Instant from) {
        lease.forgetListeners();
        return new SqsDelivery(this, 1, from);
    }

    /** The same attempt anew, as it was none. */
    public SqsDelivery anew() {
        return anew(notBefore);
    }

    public SqsDelivery anew(Instant from) {
        lease.forgetListeners();
        return new SqsDelivery(this, 0, from);
    }

    @Override
    public Parsed open(MessageEnvelope envelope) throws Exception {
        return envelope.parse(source.payload());
    }

    @Override
    public SqsMessage source() {
        return source;
    }

    @Override
    public Map<String, Object> attributes() {
        return source.messageAttributes();
    }

    @Override
    public int attempt() {
        return source.approximateReceiveCount() + earlierAttempts;
    }

    @Override
    public String origin() {
        return origin.toString();
    }

    @Override
    public Map<String, String> logFields() {
        return origin.fields();
    }

    @Override
    public String trigger() {
        return outcomes.trigger();
    }

    @Override
    public MessageFacts facts() {
        return AwsDestinations.facts(source, message().attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
    }

    /** The context of a trace may have come in the header of AWS, which takes no place among the ten attributes. */
    @Override
    public String field(String name) {
        String text = Delivery.super.field(name);
        return text != null || !AwsTraceHeader.FIELD.equals(name) ? text
                : AwsTraceHeader.read(message().attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER));
    }

    /** Completes at once: deletes are collected, and tried again where they fail. */
    @Override
    public CompletionStage<Void> acknowledge() {
        if (ends()) {
            settlement.delete(this);
            outcomes.ended(this, true);
        }
        return TOLD;
    }

    @Override
    public CompletionStage<Void> retry(Duration delay, Throwable reason) {
        return ends() ? outcomes.retry(this, delay, reason) : TOLD;
    }

    @Override
    public CompletionStage<Void> postpone(Duration delay, Throwable reason) {
        if (ends()) {
            outcomes.postpone(this, delay);
        }
        return TOLD;
    }

    @Override
    public Object sequence() {
        return outcomes.isOrdered() ? String.valueOf(group()) : null;
    }

    @Override
    public CompletionStage<Void> handBack() {
        if (ends()) {
            outcomes.handBack(this);
        }
        return TOLD;
    }

    @Override
    public boolean isLast() {
        return outcomes.isLast(this);
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return settlement.hasDeadLetterQueue();
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        return ends() ? outcomes.reject(this, reason) : TOLD;
    }

    /** Whether the end of the handler decides what becomes of the message; if not, at least its place is free now. */
    private boolean ends() {
        State before = state.getAndSet(State.OVER);
        if (before == State.DELETED_BY_HAND || before == State.RELEASED_BY_HAND) {
            outcomes.ended(this, before == State.DELETED_BY_HAND);
        }
        return before == State.OPEN;
    }

    @Override
    public ByHand byHand() {
        return switch (state.get()) {
            case DELETED_BY_HAND -> ByHand.ACKNOWLEDGED;
            case RELEASED_BY_HAND -> ByHand.GIVEN_BACK;
            default -> ByHand.NOTHING;
        };
    }

    CompletionStage<Void> delete() {
        return state.compareAndSet(State.OPEN, State.DELETED_BY_HAND) ? settlement.deleteByHand(this) : settledAlready();
    }

    CompletionStage<Void> release(Duration delay) {
        if (delay.isNegative() || delay.compareTo(Leases.LONGEST) > 0) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("The delay " + delay + " is not possible; use 0 seconds to 12 hours"));
        }
        return state.compareAndSet(State.OPEN, State.RELEASED_BY_HAND) ? settlement.retry(this, delay) : settledAlready();
    }

    CompletionStage<Void> extend(Duration time) {
        return state.get() == State.OPEN ? settlement.extend(this, time) : settledAlready();
    }

    private CompletionStage<Void> settledAlready() {
        return CompletableFuture.failedFuture(
                new IllegalStateException("The outcome of the message was told already [" + origin + "]"));
    }

    /** Whether its outcome was told, in whichever way. */
    boolean isOver() {
        return state.get() != State.OPEN;
    }

    /** The message as the client gave it. */
    Message message() {
        return source.message();
    }

    public Lease lease() {
        return lease;
    }

    public boolean wasKept() {
        return earlierAttempts > 0;
    }

    /** It is handed on. */
    public void begin() {
        begin = System.nanoTime();
    }

    public long nanosSinceBegin() {
        return System.nanoTime() - begin;
    }

    /** The call that it was handed on with, {@code null} if with one of its own. */
    public Together together() {
        return together;
    }

    public void together(Together call) {
        together = call;
    }

    /** When the attempt may begin. */
    Instant notBefore() {
        return notBefore;
    }

    /** The FIFO group, {@code null} where there is none. */
    public String group() {
        return source.messageGroupId();
    }

    /** Takes what becomes of deliveries, each once. */
    public interface Outcomes {

        /** What is to become of the message is told already. */
        void ended(SqsDelivery delivery, boolean handled);

        CompletionStage<Void> retry(SqsDelivery delivery, Duration delay, Throwable reason);

        /** Whether it does not wait for another attempt, as the redrive policy allows none, but is rejected. */
        boolean isLast(SqsDelivery delivery);

        /** As {@link #retry}, but its handler was not called. */
        void postpone(SqsDelivery delivery, Duration delay);

        CompletionStage<Void> reject(SqsDelivery delivery, Throwable reason);

        /** It counts as not handled, as one before it in its group is delivered again. */
        void handBack(SqsDelivery delivery);

        /** Whether messages of a group are handled in their order. */
        boolean isOrdered();

        /** The topic of the handler, else its queue, as it was declared. */
        String trigger();
    }
}
