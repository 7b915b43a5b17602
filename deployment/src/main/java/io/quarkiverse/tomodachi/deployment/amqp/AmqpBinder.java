package io.quarkiverse.tomodachi.deployment.amqp;

import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.BOOLEAN;
import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.BOXED_BOOLEAN;
import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.STRING;

import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Binds parameters by the names of what an AMQP message has. */
final class AmqpBinder implements ArgumentBinder {

    @Override
    public ArgumentResolver<?> bind(HandlerParameter parameter) {
        return switch (parameter.name()) {
            case "routingKey" -> parameter.hasType(STRING) ? AmqpArgument.ROUTING_KEY : null;
            case "exchangeName" -> parameter.hasType(STRING) ? AmqpArgument.EXCHANGE_NAME : null;
            case "redelivered" -> parameter.hasType(BOOLEAN) || parameter.hasType(BOXED_BOOLEAN) ? AmqpArgument.REDELIVERED
                    : null;
            default -> null;
        };
    }
}
