package io.quarkiverse.tomodachi.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** Writes failures into spans. */
final class SpanFailure {

    private SpanFailure() {
    }

    static void mark(Span span, Throwable failure) {
        span.recordException(failure);
        span.setAttribute(Attributes.ERROR_TYPE, failure.getClass().getName());
        span.setStatus(StatusCode.ERROR, failure.toString());
    }
}
