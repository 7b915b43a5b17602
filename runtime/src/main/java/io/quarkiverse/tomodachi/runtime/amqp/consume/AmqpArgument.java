package io.quarkiverse.tomodachi.runtime.amqp.consume;

import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives what parameters of AMQP handlers take by their name. */
public enum AmqpArgument implements ArgumentResolver<MessageInvocation> {

    ROUTING_KEY {
        @Override
        Object of(AmqpDelivery delivery) {
            return delivery.routingKey();
        }
    },

    EXCHANGE_NAME {
        @Override
        Object of(AmqpDelivery delivery) {
            return delivery.source().exchangeName();
        }
    },

    REDELIVERED {
        @Override
        Object of(AmqpDelivery delivery) {
            return delivery.source().redelivered();
        }
    };

    abstract Object of(AmqpDelivery delivery);

    @Override
    public Object resolve(MessageInvocation invocation) {
        return of((AmqpDelivery) invocation.delivery());
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
