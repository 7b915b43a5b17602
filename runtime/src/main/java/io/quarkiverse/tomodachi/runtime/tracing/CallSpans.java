package io.quarkiverse.tomodachi.runtime.tracing;

import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/** Gives each call a span of its own, according to what brought it. */
record CallSpans(MessageSpans messages, InternalSpans others) implements InvocationObserver {

    @Override
    public Observation begin(Invocation invocation) {
        return invocation instanceof MessageInvocation message ? messages.begin(message) : others.begin(invocation);
    }
}
