package io.quarkiverse.tomodachi.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.http.RouteNames;
import io.quarkiverse.tomodachi.runtime.metrics.Meters;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** Without an extension for metrics or traces nobody watches, and nothing is made for anybody who could. */
class UnobservedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Silent.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded");

    @Inject
    @All
    List<InvocationObserver.Factory> factories;

    @Inject
    PublishObservers publishing;

    @Test
    void hasNobodyWhoWatches() {
        assertThat(factories).extracting(factory -> factory.getClass().getPackageName())
                .noneMatch(name -> name.endsWith(".metrics") || name.endsWith(".tracing"));
        assertThat(publishing.isEmpty()).isTrue();
        assertThat(publishing.begin(() -> {
            throw new AssertionError("asked for a target that nobody wants");
        })).isSameAs(Publishing.NONE);
        assertThat(Publishing.NONE.fields()).isSameAs(Map.of());
        assertThat(Arc.container().instance(Meters.class).isAvailable()).isFalse();
        assertThat(Arc.container().instance(RouteNames.class).isAvailable()).isFalse();
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
