package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Settings of the connections to the AMQP broker. Where the broker is, and who connects, is told by the keys of Quarkus
 * Messaging: `rabbitmq-host`, `rabbitmq-port`, `rabbitmq-addresses`, `rabbitmq-username`, `rabbitmq-password`,
 * `rabbitmq-virtual-host` and `rabbitmq-ssl`.
 */
@ConfigMapping(prefix = "quarkus.tomodachi.amqp")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface AmqpConnectionConfig {

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
    @WithDefault("60S")
    Duration heartbeat();
}
