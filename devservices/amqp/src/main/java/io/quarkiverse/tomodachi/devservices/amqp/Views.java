package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.model.Binding;
import io.quarkiverse.tomodachi.devservices.amqp.model.Exchange;
import io.quarkiverse.tomodachi.devservices.amqp.model.Message;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueuedMessage;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;
import io.quarkiverse.tomodachi.devservices.amqp.server.BrokerState;
import io.quarkiverse.tomodachi.devservices.amqp.server.Channel;
import io.quarkiverse.tomodachi.devservices.amqp.server.Connection;

/** Copies what is in a broker into views, which other threads may hold. */
final class Views {

    private Views() {
    }

    static List<QueueView> queues(BrokerState broker) {
        return perHost(broker, host -> host.queues().all(), Views::queue);
    }

    static List<MessageView> messages(VirtualHost host, String queue) {
        return host.queues().find(queue).map(MessageQueue::readyMessages).orElse(List.of()).stream().map(Views::message)
                .toList();
    }

    private static MessageView message(QueuedMessage queued) {
        Message message = queued.message();
        return new MessageView(message.exchange(), message.routingKey(), plain(message.content().properties().headers()),
                message.content().body(), queued.redelivered());
    }

    static List<ExchangeView> exchanges(BrokerState broker) {
        return perHost(broker, host -> host.exchanges().all(), Views::exchange);
    }

    static List<BindingView> bindings(BrokerState broker) {
        return perHost(broker, host -> host.exchanges().all().stream().flatMap(e -> e.bindings().stream()).toList(),
                Views::binding);
    }

    static ConnectionView connection(Connection connection) {
        return new ConnectionView(connection.id(), connection.name(), connection.user(), connection.virtualHost().name(),
                connection.channels().size(), connection.isBlocked(), connection.isSilenced());
    }

    static ChannelView channel(Channel channel) {
        return new ChannelView(connection(channel.connection()), channel.number(), channel.confirming(),
                channel.unacknowledged(), channel.consuming());
    }

    private static <T, V> List<V> perHost(BrokerState broker, java.util.function.Function<VirtualHost, List<T>> parts,
            BiFunction<VirtualHost, T, V> view) {
        return broker.virtualHosts().stream()
                .flatMap(host -> parts.apply(host).stream().map(part -> view.apply(host, part)))
                .toList();
    }

    private static QueueView queue(VirtualHost host, MessageQueue queue) {
        return new QueueView(host.name(), queue.name(), queue.durable(), queue.exclusive(), queue.autoDelete(),
                queue.readyCount(), queue.unacknowledgedCount(), queue.consumerCount(), plain(queue.declaredArguments()));
    }

    private static ExchangeView exchange(VirtualHost host, Exchange exchange) {
        return new ExchangeView(host.name(), exchange.name(), exchange.type().label(), exchange.durable(),
                exchange.autoDelete(), exchange.internal(), plain(exchange.arguments()));
    }

    private static BindingView binding(VirtualHost host, Binding binding) {
        return new BindingView(host.name(), binding.source().name(), binding.target().name(),
                binding.target() instanceof Exchange, binding.routingKey(), plain(binding.arguments()));
    }

    private static Map<String, Object> plain(FieldTable table) {
        Map<String, Object> values = new LinkedHashMap<>();
        table.fields().forEach((name, value) -> values.put(name, plain(value)));
        return Collections.unmodifiableMap(values);
    }

    private static Object plain(FieldValue value) {
        if (value.value() instanceof FieldTable table) {
            return plain(table);
        }
        if (value.value() instanceof LongString text) {
            return text.toString();
        }
        return value.value() instanceof List ? value.elements().stream().map(Views::plain).toList() : value.value();
    }
}
