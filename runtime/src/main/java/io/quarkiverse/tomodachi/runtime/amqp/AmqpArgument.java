package io.quarkiverse.tomodachi.runtime.amqp;

import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives what parameters of AMQP handlers take by their name. */
public enum AmqpArgument implements ArgumentResolver<MessageInvocation> {

    ROUTING_KEY {
        @Override
        Object of(AmqpMessage message) {
            return message.routingKey();
        }
    },

    EXCHANGE_NAME {
        @Override
        Object of(AmqpMessage message) {
            return message.exchangeName();
        }
    },

    REDELIVERED {
        @Override
        Object of(AmqpMessage message) {
            return message.redelivered();
        }
    };

    abstract Object of(AmqpMessage message);

    @Override
    public Object resolve(MessageInvocation invocation) {
        return of((AmqpMessage) invocation.delivery().source());
    }
}
