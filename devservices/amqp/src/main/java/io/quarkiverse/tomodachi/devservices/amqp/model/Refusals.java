package io.quarkiverse.tomodachi.devservices.amqp.model;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** The errors of the model, worded as clients know them. */
final class Refusals {

    private Refusals() {
    }

    static AmqpException noQueue(String name, String host) {
        return new AmqpException(ReplyCode.NOT_FOUND, "no " + queue(name, host));
    }

    static AmqpException noExchange(String name, String host) {
        return new AmqpException(ReplyCode.NOT_FOUND, "no " + exchange(name, host));
    }

    static AmqpException locked(String name, String host) {
        return new AmqpException(ReplyCode.RESOURCE_LOCKED, "cannot obtain exclusive access to locked " + queue(name, host)
                + ". It could be originally declared on another connection or the exclusive property value does not match"
                + " that of the original declaration.");
    }

    static AmqpException inExclusiveUse(String name, String host) {
        return new AmqpException(ReplyCode.ACCESS_REFUSED, queue(name, host) + " in exclusive use");
    }

    static AmqpException reservedPrefix(String kind, String name) {
        return new AmqpException(ReplyCode.ACCESS_REFUSED, kind + " name '" + name + "' contains reserved prefix 'amq.*'");
    }

    static AmqpException defaultExchange() {
        return new AmqpException(ReplyCode.ACCESS_REFUSED, "operation not permitted on the default exchange");
    }

    static AmqpException precondition(String text) {
        return new AmqpException(ReplyCode.PRECONDITION_FAILED, text);
    }

    static String queue(String name, String host) {
        return "queue '" + name + "' in vhost '" + host + "'";
    }

    static String exchange(String name, String host) {
        return "exchange '" + name + "' in vhost '" + host + "'";
    }
}
