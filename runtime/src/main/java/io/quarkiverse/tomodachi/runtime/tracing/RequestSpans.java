package io.quarkiverse.tomodachi.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/** Adds what only the handler tells to the span that Quarkus has made for the request. */
record RequestSpans(HandlerCode code) implements InvocationObserver {

    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    public Observation begin(Invocation invocation) {
        Span span = Span.current();
        if (!span.isRecording()) {
            return null;
        }
        code.describe(span);
        return (result, failure) -> {
            if (failure != null && !isAnswer(failure)) {
                span.recordException(failure);
            }
        };
    }

    /** The conventions leave errors of the client out. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof HttpException refusal && refusal.status() < FIRST_SERVER_ERROR;
    }
}
