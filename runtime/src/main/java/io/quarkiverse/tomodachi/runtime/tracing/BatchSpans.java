package io.quarkiverse.tomodachi.runtime.tracing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.quarkiverse.tomodachi.runtime.message.BatchInvocation;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.runtime.message.NothingToHandleException;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** Begins a trace for each batch, with a link to that of every message: it cannot have several parents. */
record BatchSpans(Tracing tracing, HandlerCode code) {

    private static final String PROCESS = "process";

    Observation begin(BatchInvocation invocation) {
        List<MessageInvocation> messages = invocation.messages();
        MessageFacts facts = messages.get(0).delivery().facts();
        SpanBuilder builder = tracing.tracer().spanBuilder(PROCESS + " " + facts.destination()).setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(Attributes.SYSTEM, facts.system())
                .setAttribute(Attributes.OPERATION_NAME, PROCESS)
                .setAttribute(Attributes.OPERATION_TYPE, PROCESS)
                .setAttribute(Attributes.DESTINATION, facts.destination())
                .setAttribute(Attributes.BATCH_MESSAGE_COUNT, (long) messages.size());
        code.describe(builder);
        messages.forEach(message -> link(builder, message.delivery()));
        Span span = builder.startSpan();
        // never taken off again: the Vert.x context is that of this call alone, and what is logged after it belongs to it, too
        Context.root().with(span).makeCurrent();
        Outcomes outcomes = new Outcomes(span, messages);
        messages.forEach(message -> message.watch(outcome -> outcomes.add(message, outcome)));
        return (result, failure) -> {
            if (failure != null && !(failure instanceof NothingToHandleException nothing && nothing.isHandled())) {
                SpanFailure.mark(span, failure);
            }
            // what they wait for may be long, and if it fails they come in another batch
            invocation.copies().forEach(copy -> outcomes.add(copy, MessageOutcome.DUPLICATE));
        };
    }

    private void link(SpanBuilder builder, Delivery delivery) {
        SpanContext context = Span.fromContext(tracing.propagator().extract(Context.root(), delivery, DeliveryFields.INSTANCE))
                .getSpanContext();
        if (context.isValid()) {
            builder.addLink(context);
        }
    }

    /** The span goes on until the outcomes of all messages are known. */
    private static final class Outcomes {

        private final Span span;
        private final Set<String> different = new TreeSet<>();
        private final Set<MessageInvocation> open;

        Outcomes(Span span, List<MessageInvocation> messages) {
            this.span = span;
            this.open = new HashSet<>(messages);
        }

        synchronized void add(MessageInvocation message, MessageOutcome outcome) {
            if (open.remove(message)) {
                different.add(outcome.toString());
                if (open.isEmpty()) {
                    span.setAttribute(Attributes.OUTCOME, String.join(",", different));
                    span.end();
                }
            }
        }
    }
}
