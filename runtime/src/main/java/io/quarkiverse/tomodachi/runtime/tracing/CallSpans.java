package io.quarkiverse.tomodachi.runtime.tracing;

import io.quarkiverse.tomodachi.runtime.message.BatchInvocation;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/** Gives each call a span of its own, according to what brought it. */
record CallSpans(MessageSpans messages, BatchSpans batches, InternalSpans others) implements InvocationObserver {

    @Override
    public Observation begin(Invocation invocation) {
        if (invocation instanceof MessageInvocation message) {
            return messages.begin(message);
        }
        return invocation instanceof BatchInvocation batch ? batches.begin(batch) : others.begin(invocation);
    }
}
