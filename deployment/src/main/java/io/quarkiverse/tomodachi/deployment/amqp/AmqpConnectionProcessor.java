package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.Optional;

import com.rabbitmq.client.impl.CredentialsProvider;

import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.logging.LogCleanupFilterBuildItem;
import io.quarkus.smallrye.reactivemessaging.rabbitmq.deployment.RabbitMQBuildTimeConfig;

/** What connections to the broker need from the build. */
class AmqpConnectionProcessor {

    private static final String PREFIX = "quarkus.tomodachi.amqp.";

    /** What Quarkus Messaging has at build time is an option at run time here. */
    @BuildStep
    void credentials(RabbitMQBuildTimeConfig config, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        produce("credentials-provider", config.credentialsProvider(), defaults);
        produce("credentials-provider-name", config.credentialsProviderName(), defaults);
    }

    private static void produce(String key, Optional<String> value,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        value.ifPresent(set -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(PREFIX + key, set)));
    }

    /** The client says it as an error with each attempt; what the attempt was for is logged once. */
    @BuildStep
    LogCleanupFilterBuildItem handshakes() {
        return new LogCleanupFilterBuildItem("com.rabbitmq.client.impl.SocketFrameHandler", "TLS connection failed");
    }

    /** Looked up by the names that are configured. */
    @BuildStep
    UnremovableBeanBuildItem providers(Optional<AmqpUsedBuildItem> used) {
        return used.isEmpty() ? null
                : UnremovableBeanBuildItem.beanTypes(CredentialsProvider.class,
                        io.quarkus.credentials.CredentialsProvider.class);
    }
}
