package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;

import io.quarkiverse.tomodachi.deployment.devservices.DevServicesBuildTimeConfig.AwsDevServiceConfig;
import io.quarkus.deployment.builditem.Startable;

class AwsDevServiceTest {

    private record Config(AwsProvider provider, Optional<String> image, Optional<Integer> port, Optional<List<String>> faults)
            implements
                AwsDevServiceConfig {
    }

    private static Config config(AwsProvider provider, String image, String... faults) {
        return new Config(provider, Optional.ofNullable(image), Optional.empty(),
                faults.length == 0 ? Optional.empty() : Optional.of(List.of(faults)));
    }

    private static AwsDevService container(Config config, Map<String, String> environment) {
        return AwsDevService.of(BrokerMode.CONTAINER, config, environment);
    }

    @Test
    void localStackIsPinnedToAnImageWithoutToken() {
        AwsDevService service = container(config(AwsProvider.LOCALSTACK, null), Map.of());
        assertThat(service.description()).isEqualTo("LocalStack in a container (localstack/localstack:4.13)");
        assertThat(service).isEqualTo(container(config(AwsProvider.LOCALSTACK, null), Map.of()));
    }

    @Test
    void localStackServesWhatTheTransportCallsAndGetsTheTokenIfThereIsOne() {
        assertThat(LocalStack.SERVICES).extracting(Service::getName).containsExactlyInAnyOrder("sns", "sqs", "sts");
        assertThat(LocalStack.passedOn(Map.of("HOME", "/root"))).isEmpty();
        assertThat(LocalStack.passedOn(Map.of(LocalStack.TOKEN, " "))).isEmpty();
        assertThat(LocalStack.passedOn(Map.of(LocalStack.TOKEN, "t", "HOME", "/root")))
                .isEqualTo(Map.of(LocalStack.TOKEN, "t"));
    }

    @Test
    void imagesThatNeedATokenAreRefusedWithoutOne() {
        for (String image : List.of("localstack/localstack:latest", "localstack/localstack:2026.03.0")) {
            Config config = config(AwsProvider.LOCALSTACK, image);
            for (Map<String, String> environment : List.of(Map.<String, String> of(), Map.of(LocalStack.TOKEN, " "))) {
                assertThatThrownBy(() -> container(config, environment)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll(image, "LOCALSTACK_AUTH_TOKEN", "quarkus.tomodachi.devservices.aws.image",
                                "quarkus.tomodachi.devservices.aws.provider", "embedded");
            }
            assertThat(container(config, Map.of(LocalStack.TOKEN, "t")).image()).isEqualTo(image);
            assertThat(AwsDevService.of(BrokerMode.EMBEDDED, config, Map.of()).description())
                    .isEqualTo("endpoint in this process");
        }
    }

    @Test
    void flociIsAChoice() {
        assertThat(container(config(AwsProvider.FLOCI, null), Map.of()).description())
                .isEqualTo("Floci in a container (floci/floci:1.5.11)");
        assertThat(container(config(AwsProvider.FLOCI, "mirror/floci/floci:2"), Map.of()).image())
                .isEqualTo("mirror/floci/floci:2");
    }

    @Test
    void faultsAreForTheEndpointInThisProcess() throws IOException, InterruptedException {
        Config config = config(AwsProvider.LOCALSTACK, null, "throttle=1 on=sqs.ListQueues", "delay=1ms");
        assertThatThrownBy(() -> container(config, Map.of()))
                .hasMessageContainingAll("quarkus.tomodachi.devservices.aws.faults", "embedded");
        AwsDevService service = AwsDevService.of(BrokerMode.EMBEDDED, config, Map.of());
        try (Startable endpoint = service.create(Map.of())) {
            endpoint.start();
            HttpResponse<String> response = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create(endpoint.getConnectionInfo()))
                            .header("X-Amz-Target", "AmazonSQS.ListQueues")
                            .POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).contains("RequestThrottled");
        }
    }

    @Test
    void faultsThatAreNoneAreRefused() {
        assertThatThrownBy(
                () -> AwsDevService.of(BrokerMode.EMBEDDED, config(AwsProvider.LOCALSTACK, null, "colour=red"), Map.of()))
                .hasMessageContainingAll("quarkus.tomodachi.devservices.aws.faults", "colour", "throttle");
    }
}
