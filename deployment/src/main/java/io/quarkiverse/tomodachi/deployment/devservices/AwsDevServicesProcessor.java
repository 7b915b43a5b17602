package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsSnsSqsUsedBuildItem;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.Startable;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.configuration.ConfigUtils;

/** One endpoint for SNS and SQS together for the handlers and publishers of an application in dev and test mode. */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class AwsDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.devservices");

    private static final String FEATURE = "tomodachi-aws-sns-sqs";
    private static final List<String> CLIENTS = List.of("quarkus.sqs.", "quarkus.sns.");
    private static final String ENDPOINT = "endpoint-override";
    private static final String UPSTREAM = "devservices.enabled";

    @BuildStep
    DevServicesResultBuildItem endpoint(Optional<AwsSnsSqsUsedBuildItem> used, DevServicesBuildTimeConfig config,
            DockerStatusBuildItem docker, Optional<EmbeddedBrokersBuildItem> embedded,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (used.isEmpty() || !config.enabled() || areProvided()) {
            return null;
        }
        BrokerMode mode = ContainerEngine.ofThisMachine().decide(config.mode(), docker::isContainerRuntimeAvailable);
        AwsDevService service = AwsDevService.of(mode, config.aws(), System.getenv());
        if (mode == BrokerMode.CONTAINER || embedded.isEmpty()) {
            return owned(service);
        }
        Startable endpoint = embedded.get().getBrokers().start("SNS and SQS endpoint", service,
                () -> service.create(System.getenv()));
        credentials().forEach((key, value) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(key, value)));
        CLIENTS.forEach(client -> defaults
                .produce(new RunTimeConfigurationDefaultBuildItem(client + ENDPOINT, endpoint.getConnectionInfo())));
        return null;
    }

    private static DevServicesResultBuildItem owned(AwsDevService service) {
        return DevServicesResultBuildItem.<Startable> owned().feature(FEATURE).serviceConfig(service)
                .description("SNS and SQS " + service.description()).startable(() -> service.create(System.getenv()))
                .postStartHook(started -> LOG.infof("Dev Services: SNS and SQS %s at %s", service.description(),
                        started.getConnectionInfo()))
                .config(credentials()).configProvider(locations()).build();
    }

    private static boolean areProvided() {
        Map<Boolean, List<String>> clients = CLIENTS.stream()
                .collect(Collectors.partitioningBy(AwsDevServicesProcessor::isProvided));
        if (!clients.get(true).isEmpty() && !clients.get(false).isEmpty()) {
            throw new IllegalStateException(clients.get(true).get(0) + ENDPOINT + " is set but "
                    + clients.get(false).get(0) + ENDPOINT + " is not, so that its client would call Amazon; set both, or none"
                    + " to have an endpoint started, or quarkus.tomodachi.devservices.enabled to false");
        }
        return clients.get(false).isEmpty();
    }

    private static boolean isProvided(String client) {
        return ConfigUtils.isPropertyNonEmpty(client + ENDPOINT)
                || ConfigUtils.getFirstOptionalValue(List.of(client + UPSTREAM), Boolean.class).orElse(false);
    }

    private static Map<String, String> credentials() {
        Map<String, String> settings = new HashMap<>();
        for (String client : CLIENTS) {
            settings.put(client + "aws.region", "us-east-1");
            settings.put(client + "aws.credentials.type", "static");
            settings.put(client + "aws.credentials.static-provider.access-key-id", "test");
            settings.put(client + "aws.credentials.static-provider.secret-access-key", "test");
        }
        return settings;
    }

    private static Map<String, Function<Startable, String>> locations() {
        Map<String, Function<Startable, String>> settings = new HashMap<>();
        CLIENTS.forEach(client -> settings.put(client + ENDPOINT, Startable::getConnectionInfo));
        return settings;
    }
}
