package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

/** Finds what is configured for connections with Quarkus Messaging and is not, or not there, heeded by this extension. */
final class AttributeChecks {

    static final Set<String> SUPPORTED = Set.of("host", "port", "addresses", "username", "user", "password", "virtual-host",
            "ssl", "ssl.hostname-verification-algorithm", "tls-configuration-name", "trust-all", "trust-store-path",
            "trust-store-password", "credentials-provider-name", "connection-timeout", "handshake-timeout",
            "requested-heartbeat", "requested-channel-max");

    private static final String ENDLESS = "connections are opened again without limit, after delays that"
            + " quarkus.tomodachi.amqp.reconnect-delay and max-reconnect-delay tell";

    /** What has no effect, and why it needs none. */
    static final Map<String, String> WITHOUT_EFFECT = new TreeMap<>(Map.of(
            "reconnect-attempts", ENDLESS,
            "reconnect-interval", ENDLESS,
            "network-recovery-interval", ENDLESS,
            "automatic-recovery-enabled", ENDLESS,
            "automatic-recovery-on-initial-connection",
            "quarkus.tomodachi.amqp.start tells what the start does without a broker",
            "use-nio", "an application has two connections, which have a thread each",
            "include-properties", "handlers and envelopes always get the properties of a message",
            "health-enabled", "quarkus.tomodachi.health.enabled is for the readiness check of this extension",
            "health-readiness-enabled", "quarkus.tomodachi.health.enabled is for the readiness check of this extension"));

    /** Set by Dev Services for users. */
    private static final Set<String> NOT_OURS = Set.of("http-port");

    private static final String CONNECTOR = ".connector";
    private static final List<String> CHANNELS = List.of("mp.messaging.incoming.", "mp.messaging.outgoing.");

    private final Config config;

    AttributeChecks(Config config) {
        this.config = config;
    }

    /** @throws IllegalStateException if something is set that would be expected to matter, and does not */
    void refuse() {
        List<String> problems = new ArrayList<>();
        for (String key : BrokerAttributes.keys("client-options-name")) {
            if (isSet(key)) {
                problems.add(
                        "The configuration sets " + key + ", which the AMQP transport does not support: it does not use the"
                                + " client that these options are for; remove it, and set rabbitmq-host and the like instead");
            }
        }
        for (String name : names()) {
            ofOwnChannel(name).filter(SUPPORTED::contains).ifPresent(attribute -> problems.add("The configuration sets " + name
                    + ", but all AMQP handlers share one connection; remove it, and set rabbitmq-" + attribute + " instead"));
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
    }

    /** What is worth telling, though the application can do without. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        boolean shared = usesConnectorOfQuarkus();
        WITHOUT_EFFECT.forEach((attribute, reason) -> {
            for (String key : BrokerAttributes.keys(attribute)) {
                if (isSet(key) && !(shared && key.startsWith(BrokerAttributes.OF_QUARKUS))) {
                    warnings.add(key + " has no effect on AMQP handlers and publishers: " + reason);
                }
            }
        });
        for (String name : names()) {
            if (name.startsWith(BrokerAttributes.GLOBAL)) {
                String attribute = name.substring(BrokerAttributes.GLOBAL.length());
                if (!isKnown(attribute)) {
                    warnings.add(name + " is not known; known are rabbitmq-" + String.join(", rabbitmq-",
                            new TreeSet<>(SUPPORTED)));
                }
            }
        }
        return warnings;
    }

    /** What is configured of TLS where nothing says that there shall be any; who says that there shall be none knows. */
    List<String> warningsWithoutTls() {
        BrokerAttributes attributes = new BrokerAttributes(config);
        if (attributes.isSet("ssl") || attributes.isSet("tls-configuration-name")) {
            return List.of();
        }
        return Stream.of("trust-all", "trust-store-path", "ssl.hostname-verification-algorithm").filter(attributes::isSet)
                .map(attribute -> attributes.key(attribute) + " has no effect without TLS; set rabbitmq-ssl=true").toList();
    }

    private static boolean isKnown(String attribute) {
        return SUPPORTED.contains(attribute) || WITHOUT_EFFECT.containsKey(attribute) || NOT_OURS.contains(attribute)
                || "client-options-name".equals(attribute);
    }

    /** The attribute that a key sets for a channel of this extension. */
    private Optional<String> ofOwnChannel(String name) {
        for (String prefix : CHANNELS) {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                for (String attribute : SUPPORTED) {
                    if (rest.endsWith("." + attribute)) {
                        String channel = rest.substring(0, rest.length() - attribute.length() - 1);
                        return connector(prefix + channel + CONNECTOR).filter("tomodachi-amqp"::equals).map(own -> attribute);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean usesConnectorOfQuarkus() {
        for (String name : names()) {
            if (name.endsWith(CONNECTOR) && CHANNELS.stream().anyMatch(name::startsWith)
                    && connector(name).filter("smallrye-rabbitmq"::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> connector(String key) {
        return config.getOptionalValue(key, String.class);
    }

    private boolean isSet(String key) {
        return config.getOptionalValue(key, String.class).isPresent();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }
}
