package io.quarkiverse.tomodachi.devservices.amqp.model;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;

/** Decides whether a binding takes a message. */
@FunctionalInterface
interface RouteMatcher {

    boolean matches(String routingKey, FieldTable headers);
}
