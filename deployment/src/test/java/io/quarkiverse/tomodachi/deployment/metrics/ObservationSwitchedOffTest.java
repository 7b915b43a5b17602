package io.quarkiverse.tomodachi.deployment.metrics;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.metrics.Meters;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Metrics and traces that are switched off are not in the application, although their libraries are. */
class ObservationSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Silent.class))
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.otel.exporter.otlp.enabled", "false")
            .overrideConfigKey("quarkus.tomodachi.metrics.enabled", "false")
            .overrideConfigKey("quarkus.tomodachi.tracing.enabled", "false");

    @Inject
    @All
    List<InvocationObserver.Factory> factories;

    @Inject
    PublishObservers publishing;

    @Test
    void hasNobodyWhoWatches() {
        when().get("/").then().statusCode(200);
        assertThat(factories).extracting(factory -> factory.getClass().getPackageName())
                .noneMatch(name -> name.endsWith(".metrics") || name.endsWith(".tracing"));
        assertThat(publishing.isEmpty()).isTrue();
        assertThat(Arc.container().instance(Meters.class).isAvailable()).isFalse();
        when().get("/q/metrics").then().statusCode(200).body(not(containsString("tomodachi_")));
    }

    @TomodachiService("silent")
    static class Silent {

        @Inject
        AmqpPublisher amqp;

        @Http.Get("/")
        String get() {
            return "";
        }
    }
}
