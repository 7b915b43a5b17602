package io.quarkiverse.tomodachi.runtime.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** Reads the context of a trace from a message. */
enum DeliveryFields implements TextMapGetter<Delivery> {

    INSTANCE;

    @Override
    public Iterable<String> keys(Delivery delivery) {
        return delivery.attributes().keySet();
    }

    @Override
    public String get(Delivery delivery, String key) {
        return delivery == null ? null : delivery.field(key);
    }
}
