package io.quarkiverse.tomodachi.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** The beginning of a trace that nobody outside has asked for: a scheduled time, a phase of the service's life. */
record InternalSpans(Tracing tracing, HandlerCode code, String transport) {

    Observation begin(Invocation invocation) {
        SpanBuilder builder = tracing.tracer().spanBuilder(code.shortName()).setNoParent()
                .setAttribute(Attributes.TRANSPORT, transport);
        code.describe(builder);
        if (!invocation.trigger().isEmpty()) {
            builder.setAttribute(Attributes.TRIGGER, invocation.trigger());
        }
        Span span = builder.startSpan();
        // never taken off again: the Vert.x context is that of this call alone, and what is logged after it belongs to it, too
        Context.root().with(span).makeCurrent();
        return (result, failure) -> {
            if (failure != null) {
                SpanFailure.mark(span, failure);
            }
            span.end();
        };
    }
}
