package io.quarkiverse.tomodachi.devservices.amqp.model;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;

/** A rule of an exchange: what to pass on to whom. Two are the same when all parts are. */
public record Binding(Exchange source, BindingTarget target, String routingKey, FieldTable arguments) {
}
