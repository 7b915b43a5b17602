package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/**
 * The exchange of a publish.
 *
 * @param exchange its name
 * @param create whether it is created if it is missing; if not, the publish fails then
 */
record ExchangeDeclaration(String exchange, boolean create) implements Declaration {

    /** {@code null} for exchanges that every broker has. */
    static Declaration of(String exchange, boolean create) {
        return AmqpExchanges.isDeclared(exchange) ? new ExchangeDeclaration(exchange, create) : null;
    }

    @Override
    public String key() {
        return "exchange " + exchange;
    }

    @Override
    public boolean includesQueue() {
        return false;
    }

    @Override
    public void declare(Channel channel) throws IOException {
        if (create) {
            channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true, false, false, null);
        } else {
            channel.exchangeDeclarePassive(exchange);
        }
    }
}
