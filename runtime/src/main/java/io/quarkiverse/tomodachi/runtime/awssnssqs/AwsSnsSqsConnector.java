package io.quarkiverse.tomodachi.runtime.awssnssqs;

import static io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction.INCOMING;
import static org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory.CHANNEL_NAME_ATTRIBUTE;

import java.util.List;
import java.util.concurrent.Flow.Publisher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.observe.BatchObserver;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkus.arc.All;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.connector.InboundConnector;

/** Brings the messages of SQS queues, each a {@code Message} of a {@code Delivery}, as their channels ask for them. */
@ApplicationScoped
@Connector(AwsSnsSqsConnector.NAME)
@ConnectorAttribute(name = ChannelAttributes.SERVICE, type = "string", direction = INCOMING, mandatory = true, description = "The service, whose prefixes and identity the names get")
@ConnectorAttribute(name = ChannelAttributes.HANDLER, type = "string", direction = INCOMING, description = "The handler, for messages to people")
@ConnectorAttribute(name = ChannelAttributes.FUNCTION, type = "string", direction = INCOMING, description = "The name of the handler's method, a part of the names of queues that are not shared")
@ConnectorAttribute(name = ChannelAttributes.TOPIC, type = "string", direction = INCOMING, description = "The SNS topic without prefix")
@ConnectorAttribute(name = ChannelAttributes.QUEUE_NAME, type = "string", direction = INCOMING, description = "The queue's name without prefix, or its ARN")
@ConnectorAttribute(name = ChannelAttributes.COMPETING, type = "boolean", direction = INCOMING, defaultValue = "true", description = "Whether the instances share the queue")
@ConnectorAttribute(name = ChannelAttributes.FILTER_POLICY, type = "string", direction = INCOMING, description = "The filter policy of the subscription, a JSON object; {} removes an existing one")
@ConnectorAttribute(name = ChannelAttributes.VISIBILITY_TIMEOUT, type = "int", direction = INCOMING, description = "Seconds that a received message is hidden")
@ConnectorAttribute(name = ChannelAttributes.DEAD_LETTER_QUEUE_NAME, type = "string", direction = INCOMING, description = "The dead-letter queue's name without prefix, or its ARN")
@ConnectorAttribute(name = ChannelAttributes.MAX_RECEIVE_COUNT, type = "int", direction = INCOMING, description = "After how many receives a message goes to the dead-letter queue")
@ConnectorAttribute(name = ChannelAttributes.REMOVE_REDRIVE_POLICY, type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether an existing redrive policy is removed")
@ConnectorAttribute(name = ChannelAttributes.FIFO, type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether topic and queue are first-in-first-out")
@ConnectorAttribute(name = ChannelAttributes.MAX_IN_FLIGHT, type = "int", direction = INCOMING, defaultValue = "10", description = "How many messages are received and not yet settled at the same time")
@ConnectorAttribute(name = ChannelAttributes.BATCH_SIZE, type = "int", direction = INCOMING, defaultValue = "0", description = "How many messages come together at most; 0 for single messages")
@ConnectorAttribute(name = ChannelAttributes.BATCH_WINDOW, type = "string", direction = INCOMING, defaultValue = "0s", description = "How long the first message of a batch waits for others")
public class AwsSnsSqsConnector implements InboundConnector {

    public static final String NAME = "tomodachi-sns-sqs";

    private final Instance<AwsSnsSqsEngine> engine;
    private final ServiceRegistry services;
    private final List<BatchObserver> observers;

    AwsSnsSqsConnector(Instance<AwsSnsSqsEngine> engine, ServiceRegistry services, @All List<BatchObserver> observers) {
        this.engine = engine;
        this.services = services;
        this.observers = observers;
    }

    @Override
    public Publisher<? extends Message<?>> getPublisher(Config config) {
        QueueNames names = ChannelAttributes.read(config, services);
        QueueConsumer consumer = engine.get().consume(config.getValue(CHANNEL_NAME_ATTRIBUTE, String.class), names,
                config.getValue(ChannelAttributes.SERVICE, String.class), ChannelAttributes.batching(config));
        consumer.watch(BatchObserver.all(observers, observer -> observer.receiving("aws-sns-sqs", names.queue())));
        return consumer;
    }
}
