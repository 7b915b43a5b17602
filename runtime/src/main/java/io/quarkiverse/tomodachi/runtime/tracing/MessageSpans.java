package io.quarkiverse.tomodachi.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.runtime.message.outcome.DuplicateMessageException;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** Continues the trace that a message brings: its handler is a child of what published it, with each delivery. */
record MessageSpans(Tracing tracing, HandlerCode code) {

    private static final String PROCESS = "process";

    Observation begin(MessageInvocation invocation) {
        Delivery delivery = invocation.delivery();
        MessageFacts facts = delivery.facts();
        Context parent = tracing.propagator().extract(Context.root(), delivery, DeliveryFields.INSTANCE);
        SpanBuilder builder = tracing.tracer().spanBuilder(PROCESS + " " + facts.destination()).setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(Attributes.SYSTEM, facts.system())
                .setAttribute(Attributes.OPERATION_NAME, PROCESS)
                .setAttribute(Attributes.OPERATION_TYPE, PROCESS)
                .setAttribute(Attributes.DESTINATION, facts.destination())
                .setAttribute(Attributes.ATTEMPT, (long) delivery.attempt());
        code.describe(builder);
        facts.details().forEach(builder::setAttribute);
        if (facts.id() != null) {
            builder.setAttribute(Attributes.MESSAGE_ID, facts.id());
        }
        Span span = builder.startSpan();
        // never taken off again: the Vert.x context is that of this call alone, and what is logged after it belongs to it, too
        parent.with(span).makeCurrent();
        invocation.watch(outcome -> end(span, outcome));
        return (result, failure) -> ended(span, failure);
    }

    /** The span goes on until the outcome of the message is known. */
    private static void ended(Span span, Throwable failure) {
        if (failure instanceof DuplicateMessageException) {
            end(span, MessageOutcome.DUPLICATE);
        } else if (failure != null) {
            SpanFailure.mark(span, failure);
        }
    }

    private static void end(Span span, MessageOutcome outcome) {
        span.setAttribute(Attributes.OUTCOME, outcome.toString());
        span.end();
    }
}
