package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.spi.Invocation;

/** A message arrived. */
public record MessageInvocation(Delivery delivery, Parsed parsed) implements Invocation {
}
