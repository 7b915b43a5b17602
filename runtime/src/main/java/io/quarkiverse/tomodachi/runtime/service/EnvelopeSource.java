package io.quarkiverse.tomodachi.runtime.service;

import java.util.function.Supplier;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.runtime.middleware.BeanReference;
import io.quarkus.runtime.RuntimeValue;

/**
 * Where an envelope that an annotation names comes from.
 *
 * @param instance the envelope, {@code null} if it is a bean
 * @param bean the identifier of the bean
 */
public record EnvelopeSource(RuntimeValue<MessageEnvelope> instance, String bean) {

    /** Always gives the same one; a bean is created when it is first needed. */
    public Supplier<MessageEnvelope> supplier() {
        return instance != null ? instance::getValue : new BeanReference<MessageEnvelope>(bean)::get;
    }
}
