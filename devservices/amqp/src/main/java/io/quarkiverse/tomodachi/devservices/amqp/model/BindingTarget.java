package io.quarkiverse.tomodachi.devservices.amqp.model;

/** What an exchange can pass messages on to: a queue or another exchange. */
public sealed interface BindingTarget permits Exchange, MessageQueue {

    String name();
}
