package io.quarkiverse.tomodachi.runtime.service;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkus.runtime.RuntimeValue;

/**
 * A service as the application was built with it.
 *
 * @param name the name
 * @param uuid the identity from the annotation, empty for none
 * @param envelope the envelope of its messages
 */
public record ServiceDescription(String name, String uuid, RuntimeValue<MessageEnvelope> envelope) {
}
