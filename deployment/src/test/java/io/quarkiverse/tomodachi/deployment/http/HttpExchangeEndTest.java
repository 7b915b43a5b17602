package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** A handler runs as long as its exchange, and its request context with it; who answers first has answered. */
@Timeout(60)
class HttpExchangeEndTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Endings.class, Counter.class))
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "1K")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.ERROR.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getMessage()).isEmpty());

    @TestHTTPResource
    URL root;

    @Inject
    InFlight inFlight;

    @RequestScoped
    static class Counter {

        static final AtomicInteger DESTROYED = new AtomicInteger();

        private int count;

        int next() {
            return ++count;
        }

        @PreDestroy
        void destroy() {
            DESTROYED.incrementAndGet();
        }
    }

    @TomodachiService("endings")
    static class Endings {

        static final AtomicInteger CANCELLED = new AtomicInteger();
        static final AtomicInteger WENT_ON = new AtomicInteger();

        @Inject
        Counter counter;

        private static Uni<String> never() {
            return Uni.createFrom().<String> nothing().onCancellation().invoke(CANCELLED::incrementAndGet);
        }

        @Http.Get("/failed/(?<status>\\d+)")
        Uni<String> failed(RoutingContext context, int status) {
            context.fail(status);
            return never();
        }

        @Http.Get("/timeout")
        Uni<String> timeout(RoutingContext context) {
            context.vertx().setTimer(50, ignored -> context.fail(503));
            return never();
        }

        @Http.Get("/failed-and-returned")
        String failedAndReturned(RoutingContext context) {
            context.fail(409);
            return "returned";
        }

        @Http.Get("/failed-and-streamed")
        Multi<String> failedAndStreamed(RoutingContext context) {
            context.fail(404);
            return never().toMulti();
        }

        @Http.Get("/goes-on")
        Uni<Void> goesOn(RoutingContext context) {
            return Uni.createFrom().completionStage(context.response().setStatusCode(202).end("accepted").toCompletionStage())
                    .onItem().delayIt().by(Duration.ofMillis(300)).onItem().invoke(WENT_ON::incrementAndGet).replaceWithVoid();
        }

        @Http.Get("/ticks")
        Multi<String> ticks() {
            counter.next();
            return Multi.createFrom().ticks().every(Duration.ofMillis(20)).map(tick -> "tick\n");
        }

        @Http.Get("/counted")
        Multi<String> counted() {
            return Multi.createFrom().range(0, 3).onItem()
                    .transformToUniAndConcatenate(i -> Uni.createFrom().item(i).onItem().delayIt().by(Duration.ofMillis(30)))
                    .map(i -> i + ":" + counter.next() + " ");
        }

        @Http.Get("/subscribed")
        Response subscribed() {
            return Response.ok().body(Multi.createFrom().<String> publisher(
                    subscriber -> Multi.createFrom().items("a" + counter.next(), "b").subscribe(subscriber)));
        }

        @Http.Post("/take")
        int take(byte[] body) {
            return body.length;
        }

        @Http.Post("/form")
        String form(@Form String a) {
            return a;
        }

        @HttpError(413)
        String tooLarge(RoutingContext context) throws InterruptedException {
            // until what came with the piece that was too much is dealt with
            CountDownLatch rest = new CountDownLatch(1);
            ((HttpServerRequestInternal) context.request()).context().runOnContext(ignored -> rest.countDown());
            rest.await(10, TimeUnit.SECONDS);
            return "too large";
        }

        @HttpError(409)
        String conflict() {
            return "conflict";
        }
    }

    @Test
    void endsWhatWasAnsweredBySomebodyElse() {
        int before = Endings.CANCELLED.get();
        when().get("/failed/404").then().statusCode(404);
        when().get("/failed/409").then().statusCode(409).body(is("conflict"));
        when().get("/timeout").then().statusCode(503);
        when().get("/failed-and-streamed").then().statusCode(404);
        await().untilAsserted(() -> assertThat(Endings.CANCELLED).hasValueGreaterThanOrEqualTo(before + 3));
        await().until(() -> inFlight.running() == 0);
    }

    @Test
    void answersTheFirstFailure() throws IOException {
        for (int i = 0; i < 20; i++) {
            when().get("/failed-and-returned").then().statusCode(409).body(is("conflict"));
        }
        String tooMuch = "a=" + "x".repeat(0x400);
        String tooMany = "&b=1".repeat(0x100);
        assertThat(exchange("POST /form HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n402\r\n" + tooMuch + "\r\n400\r\n" + tooMany
                + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close").endsWith("too large");
    }

    @Test
    void endsConnectionsWhoseBodyIsTooLarge() throws IOException {
        assertThat(exchange("POST /take HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n401\r\n" + "x".repeat(0x401)))
                .startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close").endsWith("too large");
    }

    @Test
    void waitsForWhatAHandlerDoesAfterItsAnswer() {
        when().get("/goes-on").then().statusCode(202).body(is("accepted"));
        await().untilAtomic(Endings.WENT_ON, is(1));
        await().until(() -> inFlight.running() == 0);
    }

    @Test
    void runsAsLongAsItsStream() throws IOException {
        int before = Counter.DESTROYED.get();
        try (Socket socket = send("GET /ticks HTTP/1.1\r\nHost: x\r\n\r\n")) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int ticks = 0; ticks < 3; ticks += "tick".equals(reader.readLine()) ? 1 : 0) {
                assertThat(Counter.DESTROYED).hasValue(before);
            }
            assertThat(inFlight.running()).isEqualTo(1);
        }
        await().until(() -> inFlight.running() == 0);
        await().untilAtomic(Counter.DESTROYED, is(before + 1));
    }

    @Test
    void keepsTheRequestContextForTheStream() {
        int before = Counter.DESTROYED.get();
        when().get("/counted").then().statusCode(200).body(is("0:1 1:2 2:3 "));
        when().get("/subscribed").then().statusCode(200).body(is("a1b"));
        when().head("/counted").then().statusCode(200);
        await().until(() -> inFlight.running() == 0);
        await().untilAtomic(Counter.DESTROYED, is(before + 2));
    }

    /** @return all that comes until the server closes the connection */
    private String exchange(String request) throws IOException {
        try (Socket socket = send(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
