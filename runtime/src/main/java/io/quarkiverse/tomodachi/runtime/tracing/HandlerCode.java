package io.quarkiverse.tomodachi.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * What spans say of a handler.
 *
 * @param function its class and method
 * @param shortName the method and the class without its package
 * @param service the name of its service
 */
record HandlerCode(String function, String shortName, String service) {

    static HandlerCode of(HandlerDescription handler) {
        String id = handler.id();
        int parameters = id.indexOf('(');
        String function = (parameters < 0 ? id : id.substring(0, parameters)).replace('#', '.');
        int name = function.lastIndexOf('.', Math.max(0, function.lastIndexOf('.') - 1));
        return new HandlerCode(function, function.substring(name + 1), handler.service());
    }

    void describe(SpanBuilder span) {
        span.setAttribute(Attributes.FUNCTION, function).setAttribute(Attributes.SERVICE, service);
    }

    void describe(Span span) {
        span.setAttribute(Attributes.FUNCTION, function).setAttribute(Attributes.SERVICE, service);
    }
}
