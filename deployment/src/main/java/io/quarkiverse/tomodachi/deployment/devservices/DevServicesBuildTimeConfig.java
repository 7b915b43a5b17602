package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Brokers that are started in dev and test mode for the transports that an application uses. */
@ConfigMapping(prefix = "quarkus.tomodachi.devservices")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DevServicesBuildTimeConfig {

    /**
     * Whether brokers are started in dev and test mode. A broker whose location is configured is never started.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Where brokers run: `container` in containers, which needs a container engine; `embedded` in this process, which needs
     * nothing; `auto` in containers if there is an engine, else in this process.
     */
    @WithDefault("auto")
    BrokerMode mode();

    /**
     * The AMQP broker.
     */
    AmqpDevServiceConfig amqp();

    /**
     * The endpoint for SNS and SQS.
     */
    AwsDevServiceConfig aws();

    /** The AMQP broker. */
    @ConfigGroup
    interface AmqpDevServiceConfig {

        /**
         * The image, in containers; by default `quarkus.rabbitmq.devservices.image-name`, or else `rabbitmq:4.1-management`.
         */
        Optional<String> image();

        /**
         * The port; by default `quarkus.rabbitmq.devservices.port`, or else a free one.
         */
        Optional<Integer> port();
    }

    /** The endpoint for SNS and SQS. */
    @ConfigGroup
    interface AwsDevServiceConfig {

        /**
         * What serves SNS and SQS in a container: `localstack` or `floci`.
         */
        @WithDefault("localstack")
        AwsProvider provider();

        /**
         * The image, in containers; by default `localstack/localstack:4.13` or `floci/floci:1.5.11`. Images of LocalStack
         * later than 4.14, `latest` among them, need a token in the environment variable `LOCALSTACK_AUTH_TOKEN`, which is
         * passed on; without it they are refused.
         */
        Optional<String> image();

        /**
         * What the endpoint in this process does wrong on purpose, to test how an application takes it: settings apart from
         * each other by spaces, as `throttle=0.1 on=sqs.SendMessage`. Several faults are apart from each other by commas.
         */
        Optional<List<String>> faults();

        /**
         * The port; by default a free one.
         */
        Optional<Integer> port();
    }
}
