package io.quarkiverse.tomodachi.runtime.tracing;

import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/**
 * Gives calls of handlers their spans. Those of requests have one that Quarkus makes, and no message of a websocket gets one:
 * it has no header that tells which trace it belongs to.
 */
@Singleton
public class HandlerSpans implements InvocationObserver.Factory {

    private static final String HTTP = "http";
    private static final Set<String> NONE = Set.of("http-error", "websocket");

    private final Tracing tracing;

    HandlerSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public InvocationObserver create(HandlerDescription handler) {
        if (!tracing.isEnabled() || NONE.contains(handler.transport())) {
            return null;
        }
        HandlerCode code = HandlerCode.of(handler);
        return HTTP.equals(handler.transport()) ? new RequestSpans(code)
                : new CallSpans(new MessageSpans(tracing, code), new BatchSpans(tracing, code),
                        new InternalSpans(tracing, code, handler.transport()));
    }
}
