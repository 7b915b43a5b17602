package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.SettingsRules;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.MessageHandlerConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AwsSnsSqsConfig;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureRules;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;

/** The attributes of a channel of {@link AwsSnsSqsConnector}. */
public final class ChannelAttributes {

    public static final String SERVICE = "service";
    public static final String HANDLER = "handler";
    public static final String FUNCTION = "function";
    public static final String TOPIC = "topic";
    public static final String QUEUE_NAME = "queue-name";
    public static final String COMPETING = "competing";
    public static final String FILTER_POLICY = "filter-policy";
    public static final String VISIBILITY_TIMEOUT = "visibility-timeout";
    public static final String DEAD_LETTER_QUEUE_NAME = "dead-letter-queue-name";
    public static final String MAX_RECEIVE_COUNT = "max-receive-count";
    public static final String REMOVE_REDRIVE_POLICY = "remove-redrive-policy";
    public static final String FIFO = "fifo";
    public static final String MAX_IN_FLIGHT = "max-in-flight";
    public static final String BATCH_SIZE = "batch-size";
    public static final String BATCH_WINDOW = "batch-window";

    /** What the names of attributes begin with that are set on the queue, the topic and the subscription. */
    public static final String QUEUE = "queue.";
    public static final String TOPIC_ATTRIBUTE = "sns-topic.";
    public static final String SUBSCRIPTION = "subscription.";

    /**
     * What the names of attributes of further topics begin with, followed by a number from 0 on and a dot: {@link #TOPIC},
     * {@link #FILTER_POLICY}, and those with the prefixes {@link #TOPIC_ATTRIBUTE} and {@link #SUBSCRIPTION}.
     */
    public static final String FURTHER_TOPICS = "topics.";

    /** How many further topics there are. */
    public static final String FURTHER_TOPICS_COUNT = "topics.count";

    /** Stands for the removal of an attribute, as configuration knows no empty values. */
    public static final String NONE = "none";

    private static final int DEFAULT_MAX_IN_FLIGHT = 10;

    private ChannelAttributes() {
    }

    /** @throws IllegalArgumentException if the values, with their expressions resolved, are not possible */
    static QueueNames read(Config config, ServiceRegistry services) {
        Service service = services.get(text(config, SERVICE));
        List<QueueNames> further = new ArrayList<>();
        int count = config.getOptionalValue(FURTHER_TOPICS_COUNT, Integer.class).orElse(0);
        for (int number = 0; number < count; number++) {
            further.add(read(config, service, furtherTopic(number)));
        }
        return read(config, service, "").withFurther(further);
    }

    /** How many messages a call takes. */
    static Batching batching(Config config) {
        int size = config.getOptionalValue(BATCH_SIZE, Integer.class).orElse(0);
        if (size == 0) {
            return Batching.NONE;
        }
        Batching batching = new Batching(size, window(config));
        if (!batching.problems().isEmpty()) {
            throw new IllegalArgumentException(
                    "@AwsSnsSqs method " + text(config, HANDLER) + " " + String.join(", and it ", batching.problems()));
        }
        return batching;
    }

    private static Duration window(Config config) {
        String text = text(config, BATCH_WINDOW);
        try {
            return text.isEmpty() ? Duration.ZERO : FailureRules.duration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@AwsSnsSqs method " + text(config, HANDLER) + " has the batchWindow '" + text
                    + "', which is no duration; write it as in 500ms or 5s", e);
        }
    }

    /** What the names of the attributes of a further topic begin with. */
    public static String furtherTopic(int number) {
        return FURTHER_TOPICS + number + ".";
    }

    /** @param topic what the attributes of the topic begin with */
    private static QueueNames read(Config config, Service service, String topic) {
        String handler = text(config, HANDLER);
        HandlerSettings settings = named(handler, () -> settings(config, service, topic));
        List<String> problems = SettingsRules.problems(settings);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("@AwsSnsSqs method " + handler + " " + String.join(", and it ", problems));
        }
        AwsSnsSqsConfig configured = service.config().awsSnsSqs();
        return named(handler, () -> QueueNames.of(handler, settings, configured.topicPrefix().orElse(""),
                configured.queueNamePrefix().orElse(""), text(config, FUNCTION), service.uuid(),
                new ServiceTopology(service.name(), configured.topology(), configured.queuePolicy().orElse(null),
                        configured.wildcardQueuePolicy().orElse(null))));
    }

    /** Failures tell of which handler they are. */
    private static <T> T named(String handler, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@AwsSnsSqs method " + handler + ": " + e.getMessage(), e);
        }
    }

    private static HandlerSettings settings(Config config, Service service, String topic) {
        String deadLetters = optional(config, DEAD_LETTER_QUEUE_NAME).orElse(null);
        boolean removeRedrive = config.getOptionalValue(REMOVE_REDRIVE_POLICY, Boolean.class).orElse(false);
        return new HandlerSettings(text(config, topic + TOPIC), text(config, QUEUE_NAME),
                config.getOptionalValue(COMPETING, Boolean.class).orElse(true),
                optional(config, topic + FILTER_POLICY).orElse(null),
                config.getOptionalValue(VISIBILITY_TIMEOUT, Integer.class).orElse(null),
                deadLetters == null && removeRedrive ? "" : deadLetters,
                config.getOptionalValue(MAX_RECEIVE_COUNT, Integer.class).orElse(null),
                config.getOptionalValue(FIFO, Boolean.class).orElse(false),
                concurrency(config, service), attributes(config, service.config().awsSnsSqs(), topic));
    }

    private static DeclaredAttributes attributes(Config config, AwsSnsSqsConfig service, String of) {
        Map<String, String> queue = attributes(config, QUEUE);
        service.sqsKmsMasterKeyId().ifPresent(key -> queue.putIfAbsent(DeclaredAttributes.KMS_KEY, unlessNone(key)));
        service.sqsKmsDataKeyReusePeriod().filter(period -> !"".equals(queue.get(DeclaredAttributes.KMS_KEY)))
                .ifPresent(period -> queue.putIfAbsent(DeclaredAttributes.KMS_REUSE_PERIOD,
                        Long.toString(period.toSeconds())));
        Map<String, String> topic = attributes(config, of + TOPIC_ATTRIBUTE);
        service.snsKmsMasterKeyId().filter(key -> isOwnTopic(text(config, of + TOPIC)))
                .ifPresent(key -> topic.putIfAbsent(DeclaredAttributes.KMS_KEY, unlessNone(key)));
        return new DeclaredAttributes(queue, topic, attributes(config, of + SUBSCRIPTION));
    }

    /** Whether it is one that the application creates. */
    private static boolean isOwnTopic(String topic) {
        return !topic.isEmpty() && !topic.startsWith("arn:") && !topic.contains("*") && !topic.contains("#");
    }

    /** Names are looked for one by one, as not all configurations can list them. */
    private static Map<String, String> attributes(Config config, String prefix) {
        Map<String, String> attributes = new HashMap<>();
        for (String name : DeclaredAttributes.NAMES) {
            optional(config, prefix + name).ifPresent(value -> attributes.put(name, unlessNone(value)));
        }
        return attributes;
    }

    private static String unlessNone(String value) {
        return NONE.equalsIgnoreCase(value) ? "" : value;
    }

    /** That of the handler's own settings, as no more are handled at the same time. */
    private static int concurrency(Config config, Service service) {
        return Optional.ofNullable(service.config().handlers().get(text(config, FUNCTION)))
                .flatMap(MessageHandlerConfig::concurrency)
                .orElseGet(() -> config.getOptionalValue(MAX_IN_FLIGHT, Integer.class).orElse(DEFAULT_MAX_IN_FLIGHT));
    }

    private static String text(Config config, String name) {
        return optional(config, name).orElse("");
    }

    /** What is optional in the configuration would be empty, too, if an expression of it cannot be resolved. */
    private static Optional<String> optional(Config config, String name) {
        return config.getOptionalValue(name, String.class).map(ConfiguredText::expand);
    }
}
