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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.http.RouteNames;
import io.quarkiverse.tomodachi.runtime.metrics.Meters;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;
import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Without an extension for metrics or traces nobody watches, and nothing is made for anybody who could. */
class UnobservedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Silent.class, Routes.class, Watcher.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.logging.handler-fields", "false")
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded");

    private static final int REQUESTS = 2000;
    /** Twice of what routing, binding and answering take in code that is not optimized. */
    private static final long MOST_BYTES = 2200;

    private static final String UNWATCHED = "org.acme.Shop#unwatched()";
    private static final CompletionStage<Object> DONE = CompletableFuture.completedFuture(null);
    private static final int CALLS = 10_000;
    /** Less than one byte for each call; the first one of some code may load something. */
    private static final long NOTHING = CALLS / 2;

    @Inject
    @All
    List<InvocationObserver.Factory> factories;

    @Inject
    PublishObservers publishing;

    @Inject
    Instance<Meters> meters;

    @Inject
    Instance<RouteNames> names;

    @Inject
    HandlerInvokers invokers;

    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI server;

    @Test
    void hasNobodyWhoWatches() {
        assertThat(factories).extracting(factory -> factory.getClass().getPackageName())
                .noneMatch(name -> name.endsWith("runtime.metrics") || name.endsWith("runtime.tracing"));
        assertThat(publishing.isEmpty()).isTrue();
        assertThat(publishing.begin(() -> {
            throw new AssertionError("asked for a target that nobody wants");
        })).isSameAs(Publishing.NONE);
        assertThat(Publishing.NONE.fields()).isSameAs(Map.of());
        assertThat(meters.isUnsatisfied()).isTrue();
        assertThat(names.isUnsatisfied()).isTrue();
    }

    /** Not one byte, where nobody uses the request context either: what is around all handlers is the same. */
    @ParameterizedTest
    @ValueSource(strings = { "http", "websocket", "amqp", "aws-sns-sqs", "schedule", "lifecycle" })
    void callsOfHandlersAllocateNothing(String transport) throws Exception {
        assertThat(bytesOf(UNWATCHED, transport)).as("bytes of %d calls", CALLS).isLessThan(NOTHING);
        assertThat(bytesOf(Watcher.WATCHED, transport)).as("bytes of as many calls that somebody watches")
                .isGreaterThanOrEqualTo((long) CALLS * Watcher.BYTES);
    }

    /** What the event loop allocates in calls that end at once and log nothing. */
    private long bytesOf(String handler, String transport) throws Exception {
        HandlerInvoker invoker = invokers.create(new HandlerDescription(handler, "silent", transport,
                ExecutionModel.EVENT_LOOP, false, List.of(), null, null, List.of(), List.of()), invocation -> DONE);
        CompletableFuture<Long> bytes = new CompletableFuture<>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        context.runOnContext(nothing -> {
            Occurrence occurrence = new Occurrence(context);
            invoker.invoke(occurrence);
            long before = allocatedHere();
            for (int i = 0; i < CALLS; i++) {
                invoker.invoke(occurrence);
            }
            bytes.complete(allocatedHere() - before);
        });
        return bytes.get(60, TimeUnit.SECONDS);
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
        return Thread.currentThread().getId() + " " + allocatedHere();
    }

    private static long allocatedHere() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Has come on the context of an event loop. */
    private record Occurrence(Context context) implements Invocation {
    }

    /** Watches the calls of one handler, and shows that objects of it would be seen. */
    @Singleton
    static class Watcher implements InvocationObserver.Factory {

        static final String WATCHED = "org.acme.Shop#watched()";
        static final int BYTES = 16;

        /** Kept, so that no compiler does without it. */
        private byte[] last;

        @Override
        public InvocationObserver create(HandlerDescription handler) {
            return handler.id().equals(WATCHED) ? invocation -> {
                last = new byte[BYTES];
                return null;
            } : null;
        }
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
