package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** A method and the reader that stands before its arguments. */
public record MethodCall(MethodId id, WireReader arguments) {
}
