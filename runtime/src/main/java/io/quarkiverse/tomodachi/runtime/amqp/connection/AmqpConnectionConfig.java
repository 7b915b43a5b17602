package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Settings of the connections to the AMQP broker. Where the broker is, and who connects, is told by the keys of Quarkus
 * Messaging: `rabbitmq-host`, `rabbitmq-port`, `rabbitmq-addresses`, `rabbitmq-username`, `rabbitmq-password`,
 * `rabbitmq-virtual-host`, `rabbitmq-ssl` and others.
 */
@ConfigMapping(prefix = "quarkus.tomodachi.amqp")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface AmqpConnectionConfig {

    /**
     * What the start of an application with AMQP handlers does while there is no broker: `wait` for it for as long as
     * `connect-timeout` tells, and fail then; `fail` with the first attempt that fails; `later` to start without it, with a
     * readiness check that is down until the handlers receive.
     */
    @WithDefault("wait")
    StartMode start();

    /**
     * How long the start of the application waits for the broker of its handlers. After that the start fails. Later on lost
     * connections are opened again without limit.
     */
    @WithDefault("30S")
    Duration connectTimeout();

    /**
     * How often broker and application tell each other that they are alive, in whole seconds; a connection without any sign
     * of life for two of these is given up. The smaller one of this and the broker's value holds; 0 turns it off.
     */
    @ConfigDocDefault("`20S`, or what `rabbitmq-requested-heartbeat` says")
    Optional<Duration> heartbeat();

    /**
     * The delay before a lost connection is opened again. It is doubled with each attempt that fails, and spread: the delay is
     * between half of this and all of it.
     */
    @WithDefault("0.1S")
    Duration reconnectDelay();

    /**
     * The largest delay between two attempts to open a connection.
     */
    @WithDefault("10S")
    Duration maxReconnectDelay();

    /**
     * How many published messages may be without an outcome at the same time, be it that the broker takes none or that it
     * confirms them slowly. What is published beyond that waits until its `publish-timeout` where the thread may block, and
     * fails at once on the event loop.
     */
    @WithDefault("100000")
    int maxUnconfirmedMessages();

    /**
     * How many bytes the bodies of these messages may have together. One message alone may have more.
     */
    @ConfigDocDefault("a quarter of the memory that the JVM may use, but 16M at least")
    Optional<MemorySize> maxUnconfirmedBytes();

    /**
     * How many bytes the body of a published message may have. What is larger fails without being sent, since the broker would
     * close the channel, and what was published before and not confirmed yet be `UNCONFIRMED`. RabbitMQ has the same limit as
     * `max_message_size`, by default 16 MiB since 4.0, 128 MiB before.
     */
    @WithDefault("16M")
    MemorySize maxMessageSize();

    /**
     * The name that is given to a credentials provider of Quarkus to ask for user and password, anew for each connection.
     */
    @ConfigDocDefault("what `quarkus.rabbitmq.credentials-provider` says")
    Optional<String> credentialsProvider();

    /**
     * The bean name (`@Named`) of that credentials provider, where there are several.
     */
    @ConfigDocDefault("what `quarkus.rabbitmq.credentials-provider-name` says")
    Optional<String> credentialsProviderName();

    /**
     * How the application tells the broker who it is: `plain` with user and password, `external` with the certificate of its
     * TLS configuration, which needs the plugin `rabbitmq_auth_mechanism_ssl` in RabbitMQ.
     */
    @WithDefault("plain")
    SaslMechanism saslMechanism();

    /** How to tell the broker who connects. */
    enum SaslMechanism {
        /** User and password. */
        PLAIN,
        /** The certificate. */
        EXTERNAL
    }

    /** What to do while there is no broker. */
    enum StartMode {
        /** Wait, then fail. */
        WAIT,
        /** Do not even wait. */
        FAIL,
        /** Start without. */
        LATER
    }
}
