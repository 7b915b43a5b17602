package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.codec.ExchangeMethods.Bind;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ExchangeMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ExchangeMethods.Delete;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.model.Binding;
import io.quarkiverse.tomodachi.devservices.amqp.model.Exchange;
import io.quarkiverse.tomodachi.devservices.amqp.model.ExchangeRegistry;

/** Answers the methods of class exchange. */
final class ExchangeOperations {

    private final Channel channel;

    ExchangeOperations(Channel channel) {
        this.channel = channel;
    }

    void handle(MethodCall call) {
        switch (call.id()) {
            case EXCHANGE_DECLARE -> declare(call.read(Declare::read));
            case EXCHANGE_DELETE -> delete(call.read(Delete::read));
            case EXCHANGE_BIND -> bind(call.read(Bind::read));
            default -> unbind(call.read(Bind::read));
        }
    }

    /** Names never have line breaks: RabbitMQ takes them out. */
    static String withoutLineBreaks(String name) {
        return name.replace("\r", "").replace("\n", "");
    }

    private void declare(Declare declare) {
        exchanges().declare(new Declare(withoutLineBreaks(declare.exchange()), declare.type(), declare.passive(),
                declare.durable(), declare.autoDelete(), declare.internal(), declare.noWait(), declare.arguments()));
        answer(declare.noWait(), MethodId.EXCHANGE_DECLARE_OK);
    }

    private void delete(Delete delete) {
        exchanges().delete(withoutLineBreaks(delete.exchange()), delete.ifUnused());
        answer(delete.noWait(), MethodId.EXCHANGE_DELETE_OK);
    }

    private void bind(Bind bind) {
        Exchange source = exchanges().getNamed(bind.source());
        Exchange destination = exchanges().getNamed(bind.destination());
        exchanges().bind(new Binding(source, destination, bind.routingKey(), bind.arguments()));
        answer(bind.noWait(), MethodId.EXCHANGE_BIND_OK);
    }

    private void unbind(Bind bind) {
        exchanges().refuseDefault(bind.source());
        exchanges().refuseDefault(bind.destination());
        exchanges().find(bind.source()).ifPresent(source -> exchanges().find(bind.destination()).ifPresent(
                destination -> exchanges().unbind(new Binding(source, destination, bind.routingKey(), bind.arguments()))));
        answer(bind.noWait(), MethodId.EXCHANGE_UNBIND_OK);
    }

    private void answer(boolean noWait, MethodId method) {
        if (!noWait) {
            channel.reply(method);
        }
    }

    private ExchangeRegistry exchanges() {
        return channel.virtualHost().exchanges();
    }
}
