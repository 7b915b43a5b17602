package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/**
 * What the build knows of the settings of a service. Where an application is configured otherwise when it runs, its build has
 * to be configured so, too.
 */
final class KnownSettings {

    /** Stands for what only the running application will know. */
    static final String UNKNOWN = "*";

    private static final String PREFIX = "quarkus.tomodachi.";

    private final Config config;
    private final String service;

    KnownSettings(Config config, String service) {
        this.config = config;
        this.service = service;
    }

    String service() {
        return service;
    }

    TopologyMode mode() {
        String mode = option("topology").orElse("").toUpperCase(Locale.ROOT);
        for (TopologyMode candidate : TopologyMode.values()) {
            if (candidate.name().equals(mode)) {
                return candidate;
            }
        }
        return TopologyMode.APPLY;
    }

    String topicPrefix() {
        return option("topic-prefix").orElse("");
    }

    String queuePrefix() {
        return option("queue-name-prefix").orElse("");
    }

    /** An option of SNS+SQS, of the service or else of all services; {@link #UNKNOWN} if it has an unknown value. */
    Optional<String> option(String name) {
        return setting("aws-sns-sqs." + name);
    }

    /** @param annotated the identity that the annotation names, empty for none */
    Optional<String> uuid(String annotated) {
        return setting("uuid").or(() -> Optional.of(annotated).filter(uuid -> !uuid.isEmpty()).map(this::expand))
                .filter(uuid -> !uuid.equals(UNKNOWN));
    }

    /** The text with its expressions replaced, {@link #UNKNOWN} if that is not possible; {@code null} stays. */
    String expand(String text) {
        try {
            return text == null ? null : ConfiguredText.expand(text);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return UNKNOWN;
        }
    }

    private Optional<String> setting(String name) {
        return value(PREFIX + '"' + service + "\"." + name).or(() -> value(PREFIX + service + "." + name))
                .or(() -> value(PREFIX + name));
    }

    private Optional<String> value(String key) {
        try {
            return config.getOptionalValue(key, String.class);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.of(UNKNOWN);
        }
    }
}
