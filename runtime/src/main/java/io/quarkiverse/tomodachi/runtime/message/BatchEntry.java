package io.quarkiverse.tomodachi.runtime.message;

import java.util.List;

import io.quarkiverse.tomodachi.runtime.message.Delivery.ByHand;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** One message of a batch. */
final class BatchEntry {

    private final MessageInvocation invocation;
    private final Object sequence;
    private final boolean repeated;
    private Object[] values;
    private Throwable failure;
    private boolean failureKnown;
    private boolean again;

    /** @param repeated whether it has waited for a copy already, which was not handled */
    BatchEntry(MessageInvocation invocation, boolean repeated) {
        this.invocation = invocation;
        this.repeated = repeated;
        this.sequence = invocation.delivery().sequence();
        invocation.watch(outcome -> again = outcome == MessageOutcome.RETRIED);
    }

    /** Reads the message, and what the parameters of the handler take of it. */
    void prepare(List<ArgumentResolver<MessageInvocation>> elements) throws Exception {
        invocation.prepare();
        Object[] resolved = new Object[elements.size()];
        for (int element = 0; element < resolved.length; element++) {
            resolved[element] = elements.get(element).resolve(invocation);
        }
        values = resolved;
    }

    Object value(int element) {
        return values[element];
    }

    MessageInvocation invocation() {
        return invocation;
    }

    Delivery delivery() {
        return invocation.delivery();
    }

    /** Messages of one sequence are handled in their order; one of its own where the message has none. */
    Object sequence() {
        return sequence == null ? this : sequence;
    }

    /**
     * Whether it may wait for a copy of it. Those behind it wait, too, and copies of them for those. What is handled for the
     * first time waits for what began before it, so that one of them comes to an end; another time it might be a circle.
     */
    boolean mayWait() {
        return !repeated || sequence == null;
    }

    void fail(Throwable reason) {
        failure = reason;
    }

    /** @param known whether another message of the batch has failed for the same reason */
    void fail(Throwable reason, boolean known) {
        failure = reason;
        failureKnown = known;
    }

    boolean isFailureKnown() {
        return failureKnown;
    }

    Throwable failure() {
        return failure;
    }

    /** It is to be handled anew, by another call. */
    void comesAgain(boolean value) {
        again = value;
    }

    /** Whether the message is delivered again, as far as was told. */
    boolean comesAgain() {
        return again || delivery().byHand() == ByHand.GIVEN_BACK;
    }
}
