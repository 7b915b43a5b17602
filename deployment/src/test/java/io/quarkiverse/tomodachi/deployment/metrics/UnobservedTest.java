package io.quarkiverse.tomodachi.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.sun.management.ThreadMXBean;

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
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.Router;

/** Without an extension for metrics or traces nobody watches, and nothing is made for anybody who could. */
class UnobservedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Silent.class, Routes.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded");

    private static final int REQUESTS = 2000;
    /** Twice of what it is in code that is not optimized; observers would be seen in it. */
    private static final long MOST_BYTES = 2200;

    @Inject
    @All
    List<InvocationObserver.Factory> factories;

    @Inject
    PublishObservers publishing;

    @TestHTTPResource("/")
    URI server;

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

    /** Both say how much their event loop has allocated up to then. */
    @Test
    void requestsOfHandlersAllocateHardlyMoreThanThoseOfRoutes() throws Exception {
        HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        // the same again, as the code is compiled meanwhile
        bytesForEachRequest(client, "handler");
        bytesForEachRequest(client, "route");
        long handler = bytesForEachRequest(client, "handler");
        long route = bytesForEachRequest(client, "route");
        assertThat(route).as("bytes of the route").isPositive();
        assertThat(handler - route).as("bytes for each request: %d of the handler, %d of the route", handler, route)
                .isLessThan(MOST_BYTES);
    }

    private long bytesForEachRequest(HttpClient client, String path) throws Exception {
        String[] before = get(client, path);
        String[] after = before;
        for (int i = 0; i < REQUESTS; i++) {
            after = get(client, path);
        }
        assertThat(after[0]).as("the event loop of the one connection").isEqualTo(before[0]);
        return (Long.parseLong(after[1]) - Long.parseLong(before[1])) / REQUESTS;
    }

    private String[] get(HttpClient client, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString()).body().split(" ");
    }

    static String allocated() {
        long thread = Thread.currentThread().getId();
        return thread + " " + ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread);
    }

    static class Routes {

        void route(@Observes Router router) {
            router.get("/route").handler(context -> context.response().end(allocated()));
        }
    }

    @TomodachiService("silent")
    static class Silent {

        @NonBlocking
        @Http(method = "GET", url = "/handler", ignoreLogging = 200)
        String handler() {
            return allocated();
        }

        @Inject
        AmqpPublisher amqp;

        @Http.Get("/")
        String get() {
            return "";
        }
    }
}
