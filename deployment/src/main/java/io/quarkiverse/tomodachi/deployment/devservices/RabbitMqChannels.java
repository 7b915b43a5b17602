package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;

/** Channels of Quarkus Messaging for RabbitMQ, which need the broker without anything of this extension. */
final class RabbitMqChannels {

    private static final String CONNECTOR = "smallrye-rabbitmq";
    private static final Pattern KEY = Pattern.compile("(mp\\.messaging\\.(?:incoming|outgoing)\\..+\\.)connector");

    private final Config config;

    RabbitMqChannels(Config config) {
        this.config = config;
    }

    /**
     * Whether there is one that does not say where its broker is.
     *
     * @param attached channels that got their connector because there is no other
     */
    boolean needBroker(Collection<ConnectorManagedChannelBuildItem> attached) {
        return needBrokerByName() || attached(attached).anyMatch(this::isUnplaced);
    }

    /** The same for those that name their connector, the only ones that Quarkus starts its own broker for. */
    boolean needBrokerByName() {
        return configured().anyMatch(this::isUnplaced);
    }

    private Stream<String> configured() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false).map(KEY::matcher)
                .filter(Matcher::matches)
                .filter(key -> value(key.group()).equals(CONNECTOR)).map(key -> key.group(1));
    }

    private static Stream<String> attached(Collection<ConnectorManagedChannelBuildItem> channels) {
        return channels.stream().filter(channel -> channel.getConnector().equals(CONNECTOR))
                .map(channel -> "mp.messaging." + (channel.isIncoming() ? "incoming." : "outgoing.")
                        + (channel.getName().contains(".") ? '"' + channel.getName() + '"' : channel.getName()) + ".");
    }

    private boolean isUnplaced(String prefix) {
        return Stream.of("host", "port", "addresses").allMatch(attribute -> value(prefix + attribute).isEmpty());
    }

    private String value(String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }
}
