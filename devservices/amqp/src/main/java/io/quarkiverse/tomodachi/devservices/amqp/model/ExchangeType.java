package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Locale;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** The ways an exchange can choose among its bindings. */
public enum ExchangeType {
    DIRECT {
        @Override
        RouteMatcher matcher(String bindingKey, FieldTable arguments) {
            return (routingKey, headers) -> bindingKey.equals(routingKey);
        }
    },
    FANOUT {
        @Override
        RouteMatcher matcher(String bindingKey, FieldTable arguments) {
            return (routingKey, headers) -> true;
        }
    },
    TOPIC {
        @Override
        RouteMatcher matcher(String bindingKey, FieldTable arguments) {
            return new TopicPattern(bindingKey);
        }
    },
    HEADERS {
        @Override
        RouteMatcher matcher(String bindingKey, FieldTable arguments) {
            return new HeadersPattern(arguments);
        }
    };

    abstract RouteMatcher matcher(String bindingKey, FieldTable arguments);

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExchangeType ofLabel(String label) {
        for (ExchangeType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new AmqpException(ReplyCode.COMMAND_INVALID,
                (label.isEmpty() ? "invalid" : "unknown") + " exchange type '" + label + "'");
    }
}
