package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Middleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;

/** Work for which there is no thread is refused, not forgotten. */
class HttpBusyWorkersTest {

    private static final int REQUESTS = 8;

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Busy.class, Late.class, Detour.class, Uploads.class))
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "1")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "1")
            .overrideRuntimeConfigKey("quarkus.thread-pool.queue-size", "1");

    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    @TestHTTPResource
    URI server;

    @TomodachiService("busy")
    static class Busy {

        private final InFlight inFlight;

        Busy(InFlight inFlight) {
            this.inFlight = inFlight;
        }

        @Http.Get("/block")
        String block() throws InterruptedException {
            return "released " + RELEASED.await(60, TimeUnit.SECONDS);
        }

        @NonBlocking
        @Http.Get("/running")
        String running() {
            return String.valueOf(inFlight.running());
        }

        @NonBlocking
        @HttpError(503)
        String busy() {
            return "busy";
        }

        @HttpStatic(path = "src/main/java/io/quarkiverse/tomodachi/deployment", url = "/files/")
        void files() {
        }
    }

    /** Comes back from elsewhere when there is no thread any more. */
    static class Detour implements Middleware<HandlerCall> {

        @Override
        public Uni<Object> handle(HandlerCall call, Next next) {
            return Uni.createFrom().<Object> emitter(emitter -> new Thread(() -> emitter.complete("x")).start())
                    .chain(next::proceed);
        }
    }

    @TomodachiService(value = "late", httpMiddleware = Detour.class)
    static class Late {

        @Http.Get("/late")
        String late() {
            return "late";
        }
    }

    static class Uploads {

        void route(@Observes Router router) {
            router.post("/files/HandlerNames.java").order(200).handler(context -> context.end("uploaded"));
        }
    }

    private CompletableFuture<HttpResponse<String>> send(HttpClient client, String path) {
        return client.sendAsync(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static long done(List<? extends CompletableFuture<?>> requests) {
        return requests.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    void refusesWhatThereAreNoThreadsFor() {
        when().get("/late").then().statusCode(200).body(is("late"));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(send(client, "/block"));
        }
        // one runs and one waits for it
        await().atMost(30, TimeUnit.SECONDS).until(() -> done(requests) == REQUESTS - 2);

        when().get("/late").then().statusCode(503).body(is("busy"));
        when().get("/files/HandlerNames.java").then().statusCode(503).body(is("busy"));
        when().post("/files/HandlerNames.java").then().statusCode(200).body(is("uploaded"));
        when().get("/running").then().body(is("3"));

        RELEASED.countDown();
        assertThat(requests).extracting(request -> request.join().statusCode() + " " + request.join().body())
                .containsOnly("200 released true", "503 busy").filteredOn("503 busy"::equals).hasSize(REQUESTS - 2);
        when().post("/files/Nothing.java").then().statusCode(404);
        when().put("/files/HandlerNames.java").then().statusCode(405).header("Allow", "GET,HEAD");
        when().get("/running").then().body(is("1"));
    }
}
