package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Property;

/** Passes messages that left their queue unwanted on to the queue's dead letter exchange. */
final class DeadLetters {

    private final ExchangeRegistry exchanges;
    private final Router router;

    DeadLetters(ExchangeRegistry exchanges, Router router) {
        this.exchanges = exchanges;
        this.router = router;
    }

    /**
     * Publishes the message again, or drops it when its queue has no dead letter exchange that exists.
     *
     * @return whether all queues it was to reach took it, and there was one
     */
    boolean accept(MessageQueue queue, QueuedMessage dead, DeathReason reason) {
        QueueArguments arguments = queue.arguments();
        Optional<Exchange> exchange = arguments.deadLetterExchange().flatMap(exchanges::find);
        if (exchange.isEmpty()) {
            return false;
        }
        Message letter = letter(queue.name(), arguments, dead.message(), reason, exchange.get().name());
        FieldTable headers = letter.content().properties().headers();
        Set<MessageQueue> targets = router.route(exchange.get(), letter);
        boolean taken = !targets.isEmpty();
        for (MessageQueue target : targets) {
            // One that goes in circles ends here, as if it were taken
            taken &= reason != DeathReason.REJECTED && DeathHistory.isAutomaticCycle(headers, target.name())
                    || target.offer(letter);
        }
        return taken;
    }

    private static Message letter(String queue, QueueArguments arguments, Message dead, DeathReason reason, String exchange) {
        long epochSeconds = System.currentTimeMillis() / 1000;
        FieldTable headers = DeathHistory.record(dead, queue, reason, epochSeconds);
        List<String> routingKeys = dead.routingKeys();
        if (arguments.deadLetterRoutingKey().isPresent()) {
            routingKeys = List.of(arguments.deadLetterRoutingKey().get());
            headers = headers.without("CC");
        }
        MessageProperties properties = dead.content().properties().without(Property.EXPIRATION).withHeaders(headers);
        return new Message(exchange, routingKeys, new Content(properties, dead.content().body()));
    }
}
