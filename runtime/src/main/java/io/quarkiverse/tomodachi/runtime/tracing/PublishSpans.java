package io.quarkiverse.tomodachi.runtime.tracing;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.quarkiverse.tomodachi.runtime.observe.PublishObserver;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;

/** Gives each published message a span, and sends the context of its trace along. */
@Singleton
public class PublishSpans implements PublishObserver {

    private static final String SEND = "send";

    private final Tracing tracing;

    PublishSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public Publishing begin(PublishTarget target) {
        if (!tracing.isEnabled()) {
            return null;
        }
        PublishTarget.Span described = target.span();
        SpanBuilder builder = tracing.tracer().spanBuilder(described.operation() + " " + described.destination())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(Attributes.SYSTEM, described.system())
                .setAttribute(Attributes.OPERATION_NAME, described.operation())
                .setAttribute(Attributes.OPERATION_TYPE, SEND)
                .setAttribute(Attributes.DESTINATION, described.destination())
                .setAttribute(Attributes.SERVICE, target.service());
        described.details().forEach(builder::setAttribute);
        Span span = builder.startSpan();
        Map<String, String> fields = new LinkedHashMap<>();
        tracing.propagator().inject(Context.current().with(span), fields, Map::put);
        return new Sent(span, fields);
    }

    private record Sent(Span span, Map<String, String> fields) implements Publishing {

        @Override
        public void ended(String messageId, Throwable failure) {
            if (messageId != null) {
                span.setAttribute(Attributes.MESSAGE_ID, messageId);
            }
            if (failure != null) {
                SpanFailure.mark(span, failure);
            }
            span.end();
        }
    }
}
