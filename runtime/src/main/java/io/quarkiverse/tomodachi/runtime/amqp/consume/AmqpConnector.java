package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory.CHANNEL_NAME_ATTRIBUTE;

import java.util.Optional;
import java.util.concurrent.Flow.Publisher;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;
import io.smallrye.reactive.messaging.connector.InboundConnector;

/** Brings the messages of AMQP handlers into reactive messaging channels, as {@code Message<Delivery>}. */
@ApplicationScoped
@Connector(AmqpConnector.NAME)
@ConnectorAttribute(name = AmqpConnector.SERVICE, type = "string", direction = Direction.INCOMING, mandatory = true, description = "The name of the service")
@ConnectorAttribute(name = AmqpConnector.FUNCTION, type = "string", direction = Direction.INCOMING, mandatory = true, description = "The name of the method")
@ConnectorAttribute(name = AmqpConnector.HANDLER, type = "string", direction = Direction.INCOMING, description = "Class, name and parameter types of the method; service and function by default")
@ConnectorAttribute(name = AmqpConnector.ROUTING_KEY, type = "string", direction = Direction.INCOMING, mandatory = true, description = "The routing key, without prefix")
@ConnectorAttribute(name = AmqpConnector.EXCHANGE_NAME, type = "string", direction = Direction.INCOMING, description = "The exchange; that of the service by default")
@ConnectorAttribute(name = AmqpConnector.QUEUE_NAME, type = "string", direction = Direction.INCOMING, description = "The queue, without prefix; derived from the routing key by default")
@ConnectorAttribute(name = AmqpConnector.COMPETING, type = "boolean", direction = Direction.INCOMING, defaultValue = "true", description = "Whether instances of the service share the queue")
@ConnectorAttribute(name = AmqpConnector.EXCHANGE_TYPE, type = "string", direction = Direction.INCOMING, defaultValue = "topic", description = "How the exchange is declared")
@ConnectorAttribute(name = AmqpConnector.QUORUM, type = "boolean", direction = Direction.INCOMING, defaultValue = "false", description = "Whether the queue is replicated")
@ConnectorAttribute(name = AmqpConnector.EXPIRING, type = "boolean", direction = Direction.INCOMING, defaultValue = "true", description = "Whether the broker deletes the queue when it was not consumed for the time of the service")
@ConnectorAttribute(name = AmqpConnector.DELIVERY_LIMIT, type = "int", direction = Direction.INCOMING, description = "How often a quorum queue delivers a message again; that of the broker by default")
@ConnectorAttribute(name = AmqpConnector.SINGLE_ACTIVE_CONSUMER, type = "boolean", direction = Direction.INCOMING, defaultValue = "false", description = "Whether only one consumer gets messages at a time")
@ConnectorAttribute(name = AmqpConnector.MAX_PRIORITY, type = "int", direction = Direction.INCOMING, description = "The highest priority of messages in the queue")
@ConnectorAttribute(name = AmqpConnector.PRIORITY, type = "int", direction = Direction.INCOMING, defaultValue = "0", description = "The priority among the consumers of the queue")
@ConnectorAttribute(name = AmqpConnector.DEAD_LETTER_QUEUE, type = "string", direction = Direction.INCOMING, description = "The queue for rejected messages, without prefix")
@ConnectorAttribute(name = AmqpConnector.DEAD_LETTER_EXCHANGE, type = "string", direction = Direction.INCOMING, description = "The exchange that rejected messages go by")
@ConnectorAttribute(name = AmqpConnector.DEAD_LETTER_ROUTING_KEY, type = "string", direction = Direction.INCOMING, description = "The routing key of rejected messages; the name of the dead-letter queue by default")
@ConnectorAttribute(name = AmqpConnector.PREFETCH, type = "int", direction = Direction.INCOMING, description = "How many unacknowledged messages the broker sends; that of the service by default")
public class AmqpConnector implements InboundConnector {

    public static final String NAME = "tomodachi-amqp";

    public static final String SERVICE = "service";
    public static final String FUNCTION = "function";
    public static final String HANDLER = "handler";
    public static final String ROUTING_KEY = "routing-key";
    public static final String EXCHANGE_NAME = "exchange-name";
    public static final String QUEUE_NAME = "queue-name";
    public static final String COMPETING = "competing";
    public static final String PREFETCH = "prefetch";

    public static final String EXCHANGE_TYPE = "exchange-type";
    public static final String QUORUM = "quorum";
    /** {@code false} for dead-letter queues, which are declared without expiry. */
    public static final String EXPIRING = "expiring";
    public static final String DELIVERY_LIMIT = "delivery-limit";
    public static final String SINGLE_ACTIVE_CONSUMER = "single-active-consumer";
    public static final String MAX_PRIORITY = "max-priority";
    public static final String PRIORITY = "priority";
    public static final String DEAD_LETTER_QUEUE = "dead-letter-queue";
    public static final String DEAD_LETTER_EXCHANGE = "dead-letter-exchange";
    public static final String DEAD_LETTER_ROUTING_KEY = "dead-letter-routing-key";

    /** {@code arguments.0.name}, {@code arguments.0.value}, {@code arguments.0.type} and so on. */
    public static final String ARGUMENTS = "arguments";
    public static final String BINDING_ARGUMENTS = "binding-arguments";
    public static final String ARGUMENT_NAME = "name";
    public static final String ARGUMENT_VALUE = "value";
    public static final String ARGUMENT_TYPE = "type";

    /** Further bindings: {@code bindings.0.binding} is true, {@code bindings.0.routing-key} and so on. */
    public static final String BINDINGS = "bindings";
    public static final String BINDING = "binding";

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final AmqpConsumers consumers;

    AmqpConnector(AmqpConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public Publisher<? extends Message<?>> getPublisher(Config config) {
        Optional<AmqpConsumer> consumer = consumers.add(config);
        if (consumer.isEmpty()) {
            return Multi.createFrom().nothing();
        }
        LogEvent.of(LOG, Level.DEBUG, "Channel %s brings the messages of queue %s",
                config.getValue(CHANNEL_NAME_ATTRIBUTE, String.class), consumer.get().settings().topology().queue()).write();
        return consumer.get();
    }
}
