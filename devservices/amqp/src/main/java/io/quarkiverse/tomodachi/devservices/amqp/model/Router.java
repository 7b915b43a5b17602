package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the queues a message goes to, through exchanges bound to exchanges and alternate exchanges. */
final class Router {

    static final String ALTERNATE_EXCHANGE = "alternate-exchange";

    private final ExchangeRegistry exchanges;
    private final QueueRegistry queues;

    Router(ExchangeRegistry exchanges, QueueRegistry queues) {
        this.exchanges = exchanges;
        this.queues = queues;
    }

    /** The queues a message published to the exchange reaches, each once. */
    Set<MessageQueue> route(Exchange start, Message message) {
        Set<MessageQueue> reached = new LinkedHashSet<>();
        Set<Exchange> visited = new HashSet<>(Set.of(start));
        Deque<Exchange> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Exchange exchange = open.poll();
            for (BindingTarget target : targets(exchange, message)) {
                if (target instanceof MessageQueue queue) {
                    reached.add(queue);
                } else if (target instanceof Exchange next && visited.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private List<? extends BindingTarget> targets(Exchange exchange, Message message) {
        if (exchange.name().equals(ExchangeRegistry.DEFAULT_EXCHANGE)) {
            return message.routingKeys().stream().flatMap(key -> queues.find(key).stream()).toList();
        }
        List<BindingTarget> targets = exchange.targets(message);
        if (!targets.isEmpty()) {
            return targets;
        }
        return exchange.arguments().text(ALTERNATE_EXCHANGE).flatMap(exchanges::find).stream().toList();
    }
}
