package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory.CHANNEL_NAME_ATTRIBUTE;

import java.util.concurrent.Flow.Publisher;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.logging.Logger;

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

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final AmqpConsumers consumers;

    AmqpConnector(AmqpConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public Publisher<? extends Message<?>> getPublisher(Config config) {
        AmqpConsumer consumer = consumers.add(config);
        LOG.debugf("Channel %s brings the messages of queue %s", config.getValue(CHANNEL_NAME_ATTRIBUTE, String.class),
                consumer.settings().topology().queue());
        return consumer;
    }
}
