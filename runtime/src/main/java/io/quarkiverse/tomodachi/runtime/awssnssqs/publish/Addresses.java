package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane.Lane;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane.Lanes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.QueueDestination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Targets;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.TopicCreation;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsDestinations;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AwsSnsSqsConfig;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;

/**
 * Where a service publishes and sends to. What it names is checked once, as most services send many messages to few places.
 */
final class Addresses {

    private final Publishers publishers;
    private final PublishObservers observers;
    private final TopicCreation creation;
    private final Targets targets;
    private final Map<String, Address> topics = new ConcurrentHashMap<>();
    private final Map<String, Address> queues = new ConcurrentHashMap<>();

    Addresses(Publishers publishers, PublishObservers observers, AwsSnsSqsConfig config) {
        this.publishers = publishers;
        this.observers = observers;
        this.creation = TopicCreation.of(config);
        this.targets = publishers.targets(config);
    }

    /** @throws IllegalArgumentException if no message can go there */
    Address topic(String topic, PublishOptions options) {
        Address known = known(topics, topic, options);
        if (known != null) {
            return known;
        }
        String target = targets.topic(topic, options);
        String name = AwsNames.topicArn(target).orElse(target);
        return keep(topics, topic, options, new Address(targets.topicName(topic, options), AwsNames.isFifo(name),
                AwsDestinations.topic(name), publishers.topic(target, creation, observers)));
    }

    /** @throws IllegalArgumentException if no message can go there */
    Address queue(String queue, PublishOptions options) {
        Address known = known(queues, queue, options);
        if (known != null) {
            return known;
        }
        String target = targets.queue(queue, options);
        String name = QueueDestination.name(target);
        return keep(queues, queue, options, new Address(QueueDestination.name(queue), AwsNames.isFifo(name),
                AwsDestinations.queue(name), publishers.queue(target, observers)));
    }

    private static Address known(Map<String, Address> addresses, String given, PublishOptions options) {
        Address known = given == null || options.prefix() != null ? null : addresses.get(given);
        return known == null || known.lane().isRetired() ? null : known;
    }

    private static Address keep(Map<String, Address> addresses, String given, PublishOptions options, Address address) {
        if (options.prefix() == null) {
            if (addresses.size() >= Lanes.MANY) {
                addresses.clear();
            }
            addresses.put(given, address);
        }
        return address;
    }

    /**
     * A topic or queue.
     *
     * @param called what services and metrics call it
     * @param fifo whether it is FIFO
     * @param span what traces call it
     * @param lane what goes there
     */
    record Address(String called, boolean fifo, PublishTarget.Span span, Lane lane) {
    }
}
