package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkus.deployment.builditem.Startable;

/**
 * Which endpoint for SNS and SQS is to be started; an equal one is kept across live reloads.
 *
 * @param mode container or embedded
 * @param image the container's image
 * @param port 0 for any free one
 * @param faults what an embedded endpoint does wrong on purpose, as text
 */
record AwsDevService(BrokerMode mode, AwsProvider provider, String image, int port, List<String> faults) {

    /** @throws IllegalStateException if the configuration contradicts itself or the environment lacks a token */
    static AwsDevService of(BrokerMode mode, DevServicesBuildTimeConfig.AwsDevServiceConfig config,
            Map<String, String> environment) {
        AwsDevService service = new AwsDevService(mode, config.provider(), config.image().orElse(config.provider().image()),
                config.port().orElse(0), config.faults().orElse(List.of()));
        service.faults.forEach(AwsDevService::fault);
        if (mode == BrokerMode.CONTAINER) {
            service.checkContainer(environment);
        }
        return service;
    }

    private static Faults fault(String text) {
        try {
            return Faults.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("quarkus.tomodachi.devservices.aws.faults: " + e.getMessage(), e);
        }
    }

    private void checkContainer(Map<String, String> environment) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "quarkus.tomodachi.devservices.aws.faults is set but the endpoint for SNS and SQS would"
                            + " run in a container, which knows no faults; set quarkus.tomodachi.devservices.mode to 'embedded'");
        }
        if (provider == AwsProvider.LOCALSTACK) {
            LocalStackImage.check(image, environment);
        }
    }

    String description() {
        if (mode != BrokerMode.CONTAINER) {
            return "endpoint in this process";
        }
        return (provider == AwsProvider.FLOCI ? "Floci" : "LocalStack") + " in a container (" + image + ")";
    }

    Startable create(Map<String, String> environment) {
        if (mode != BrokerMode.CONTAINER) {
            return new EmbeddedAwsEndpoint(port, faults.stream().map(AwsDevService::fault).toList());
        }
        return provider == AwsProvider.FLOCI ? new Floci(image, port) : new LocalStack(image, port, environment);
    }
}
