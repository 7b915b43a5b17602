package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.amqp.topology.DeadLetters;
import io.quarkiverse.tomodachi.runtime.amqp.topology.ExchangeBinding;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueSettings;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AmqpConfig;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;

/** Makes the settings of a consumer from the attributes of its channel and the configuration of its service. */
final class ConsumerSettingsReader {

    private static final int MAX_PREFETCH = 65_535;

    private final Config config;
    private final Service service;
    private final AmqpConfig defaults;
    private final String function;
    private final String handler;
    private final HandlerAttributes attributes;
    private final RetryLadder retryQueues;

    private ConsumerSettingsReader(Config config, ServiceRegistry services, RetryLadder retryQueues) {
        this.retryQueues = retryQueues;
        this.config = config;
        this.service = services.get(config.getValue(AmqpConnector.SERVICE, String.class));
        this.defaults = service.config().amqp();
        this.function = config.getValue(AmqpConnector.FUNCTION, String.class);
        this.handler = service.name() + "." + function;
        this.attributes = new HandlerAttributes(config, handler);
    }

    /**
     * @throws IllegalArgumentException if a value that was not known when the application was built is out of bounds
     */
    static ConsumerSettings read(Config config, ServiceRegistry services, RetryLadder retryQueues) {
        return new ConsumerSettingsReader(config, services, retryQueues).read();
    }

    private ConsumerSettings read() {
        String id = config.getOptionalValue(AmqpConnector.HANDLER, String.class).orElse(handler);
        boolean competing = attributes.flag(AmqpConnector.COMPETING, true);
        List<ExchangeBinding> bindings = bindings();
        DeadLetters deadLetters = deadLetters();
        String queue = queue(competing);
        attributes.check(deadLetters == null || !deadLetters.queue().equals(queue),
                "the queue '" + queue + "' as its own dead-letter queue");
        QueueTopology topology = new QueueTopology(queue, queueSettings().arguments(deadLetters), bindings, deadLetters);
        return new ConsumerSettings(id, service.name(), handler, defaults.routingKeyPrefix().orElse(""), topology,
                consumption(!competing), defaults.publishTimeout());
    }

    private String queue(boolean competing) {
        String prefix = defaults.queueNamePrefix().orElse("");
        String named = attributes.text(AmqpConnector.QUEUE_NAME);
        String key = attributes.text(AmqpConnector.ROUTING_KEY);
        String queue = !named.isEmpty() ? prefix + named
                : competing ? AmqpNames.competingQueue(prefix, key)
                        : AmqpNames.ownQueue(prefix, key, function, service.uuid());
        attributes.checkName("queue", queue);
        attributes.check(!retryQueues.contains(queue),
                "the queue '" + queue + "', whose name is that of a retry queue");
        return queue;
    }

    /** That of the annotation itself, and those of further annotations, which are numbered from 0 on. */
    private List<ExchangeBinding> bindings() {
        List<ExchangeBinding> bindings = new ArrayList<>(List.of(binding("")));
        for (int number = 0;; number++) {
            String prefix = AmqpConnector.BINDINGS + "." + number + ".";
            if (!attributes.flag(prefix + AmqpConnector.BINDING, false)) {
                return bindings;
            }
            bindings.add(binding(prefix));
        }
    }

    private ExchangeBinding binding(String prefix) {
        String key = attributes.text(prefix + AmqpConnector.ROUTING_KEY);
        String type = attributes.text(prefix + AmqpConnector.EXCHANGE_TYPE).toLowerCase(Locale.ROOT);
        String exchange = attributes.text(prefix + AmqpConnector.EXCHANGE_NAME);
        exchange = exchange.isEmpty() ? defaults.exchangeName() : exchange;
        attributes.check(!exchange.isEmpty(), "an empty exchange");
        attributes.checkName("exchange", exchange);
        attributes.check(!AmqpExchanges.isReserved(exchange),
                "exchange '" + exchange + "', whose name is reserved to brokers");
        attributes.check(!key.isEmpty() || AmqpExchanges.ignoresKeys(exchange, type), "an empty routing key");
        String wireKey = key.isEmpty() ? "" : AmqpNames.routingKey(defaults.routingKeyPrefix().orElse(""), key);
        attributes.checkName("routing key", wireKey);
        return new ExchangeBinding(exchange, type.isEmpty() ? "topic" : type, wireKey,
                attributes.arguments(prefix + AmqpConnector.BINDING_ARGUMENTS));
    }

    private DeadLetters deadLetters() {
        String named = attributes.text(AmqpConnector.DEAD_LETTER_QUEUE);
        String exchange = attributes.text(AmqpConnector.DEAD_LETTER_EXCHANGE);
        String key = attributes.text(AmqpConnector.DEAD_LETTER_ROUTING_KEY);
        attributes.check(!named.isEmpty() || exchange.isEmpty() && key.isEmpty(),
                "a dead-letter exchange or routing key, but no dead-letter queue");
        attributes.check(!exchange.isEmpty() || key.isEmpty(), "a dead-letter routing key, but no dead-letter exchange");
        if (named.isEmpty()) {
            return null;
        }
        String queue = defaults.queueNamePrefix().orElse("") + named;
        attributes.checkName("dead-letter queue", queue);
        attributes.checkName("dead-letter exchange", exchange);
        attributes.checkName("dead-letter routing key", key);
        return new DeadLetters(exchange, queue, key.isEmpty() ? queue : key, attributes.flag(AmqpConnector.QUORUM, false));
    }

    private QueueSettings queueSettings() {
        Duration ttl = attributes.flag(AmqpConnector.EXPIRING, true) ? defaults.queueTtl() : Duration.ZERO;
        attributes.check(!ttl.isNegative() && (ttl.isZero() || ttl.toMillis() >= 1)
                && ttl.compareTo(Duration.ofMillis(AmqpArguments.MAX_MILLIS)) <= 0,
                "a queue-ttl of " + ttl + ", allowed are 0 for none and up to 49 days");
        Map<String, Object> others = attributes.arguments(AmqpConnector.ARGUMENTS);
        return new QueueSettings(ttl, attributes.flag(AmqpConnector.QUORUM, false),
                attributes.number(AmqpConnector.DELIVERY_LIMIT, 0),
                attributes.flag(AmqpConnector.SINGLE_ACTIVE_CONSUMER, false),
                attributes.number(AmqpConnector.MAX_PRIORITY, 0), others);
    }

    private Consumption consumption(boolean exclusive) {
        int prefetch = attributes.number(AmqpConnector.PREFETCH, defaults.prefetch());
        attributes.check(prefetch >= 1 && prefetch <= MAX_PREFETCH, "a prefetch of " + prefetch + ", allowed are 1 to 65535");
        return new Consumption(prefetch, attributes.number(AmqpConnector.PRIORITY, 0), exclusive);
    }
}
