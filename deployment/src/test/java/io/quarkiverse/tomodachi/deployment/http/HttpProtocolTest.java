package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** What HTTP asks for beside the response itself. */
class HttpProtocolTest {

    private static final int LIMIT = 1_000_000;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Protocol.class, Unwritable.class, RawConnection.class))
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", String.valueOf(LIMIT));

    @TestHTTPResource
    URI root;

    public static class Unwritable {

        public String getValue() {
            throw new IllegalStateException("secret");
        }
    }

    @TomodachiService("protocol")
    static class Protocol {

        @Http(method = { "POST", "GET", "PROPFIND" }, url = "/echo")
        String echo(String body) {
            return body;
        }

        @Http(method = "*", url = "/context/(?<id>[^/]+)(?:/(?<rest>.+))?")
        String context(RoutingContext context) {
            return context.pathParam("id") + " " + context.pathParam("rest") + " " + context.body().asString();
        }

        @Http.Get("/items")
        Multi<String> items() {
            return Multi.createFrom().items("a", "b", "c");
        }

        @Http.Get("/unwritable")
        Response unwritable() {
            return Response.status(201).reason("Fine").header("X-Meant", "for items")
                    .body(Multi.createFrom().item(new Unwritable()));
        }

        @Http(method = { "GET", "POST" }, url = "/file/(?<name>[a-z]+)")
        Response file(String name) {
            Path path = switch (name) {
                case "root" -> Path.of("/");
                case "missing" -> Path.of("target", "no such file");
                default -> Path.of("pom.xml");
            };
            return Response.ok().reason("Fine").header("X-Meant", "for the file").body(path);
        }

        @Http.Get("/raise/(?<status>\\d+)")
        String raise(int status) {
            throw new HttpException(status);
        }

        @NonBlocking
        @Http.Get("/elsewhere")
        Uni<String> elsewhere(RoutingContext context) {
            context.put("expected", Vertx.currentContext());
            return Uni.createFrom().emitter(
                    emitter -> new Thread(() -> emitter.fail(new HttpException(418)), "elsewhere").start());
        }

        @NonBlocking
        @HttpError(418)
        String teapot(RoutingContext context) {
            return String.valueOf(context.get("expected") == Vertx.currentContext());
        }

        @HttpError(413)
        String tooLarge() {
            return "too large";
        }
    }

    @Test
    void givesBodiesOfAllMethods() {
        given().body("properties").request("PROPFIND", "/echo").then().statusCode(200).body(is("properties"));
        given().contentType("text/plain").body("of get").get("/echo").then().statusCode(200).body(is("of get"));
        when().get("/echo").then().statusCode(200).body(is(""));
        given().body("linked").request("LINK", "/context/a").then().statusCode(200).body(is("a null linked"));
        given().urlEncodingEnabled(false).body("posted").post("/context/a%2Fb/c").then().statusCode(200)
                .body(is("a/b c posted"));
    }

    @Test
    void letsClientsWaitBeforeTheySendABody() throws IOException {
        try (RawConnection client = RawConnection.open(root)) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n" + FORM + "\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            client.send("a=b");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.read(3)).isEqualTo("a=b");
        }
        try (RawConnection client = RawConnection.open(root)) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\nContent-Length: 3\r\n" + FORM + "\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 417 ");
        }
    }

    @Test
    void goesOnAfterBodiesThatNobodyReads() throws IOException {
        try (RawConnection client = RawConnection.open(root)) {
            int length = LIMIT - 1000;
            client.send("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length));
            String head = client.head();
            assertThat(head).startsWith("HTTP/1.1 404 ");
            client.upTo("Not Found");
            client.send("GET /items HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void keepsNothingOfAResponseThatCouldNotBeWritten() {
        for (String path : new String[] { "/unwritable", "/file/missing", "/file/root" }) {
            when().get(path).then().statusCode(500).statusLine("HTTP/1.1 500 Internal Server Error")
                    .header("X-Meant", nullValue());
        }
        when().get("/file/pom").then().statusLine("HTTP/1.1 200 Fine").header("X-Meant", is("for the file"));
    }

    @Test
    void asksForConditionsOfReadingOnly() {
        given().header("If-None-Match", "*").get("/file/pom").then().statusCode(304);
        given().header("If-None-Match", "*").post("/file/pom").then().statusCode(200);
    }

    @Test
    void raisesStatusesWithoutBody() {
        for (int status : new int[] { 204, 304 }) {
            when().get("/raise/" + status).then().statusCode(status).header("Content-Type", nullValue()).body(is(""));
        }
        when().get("/raise/409").then().statusCode(409).body(is("Conflict"));
    }

    @Test
    void callsErrorHandlersOnTheContextOfTheRequest() {
        when().get("/elsewhere").then().statusCode(418).body(is("true"));
    }

    @Test
    void speaksHttp2() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false).setDefaultHost(root.getHost()).setDefaultPort(root.getPort()));
            assertThat(exchange(client, HttpMethod.POST, "/echo", Buffer.buffer("hello"))).isEqualTo("200 null hello");
            assertThat(exchange(client, HttpMethod.POST, "/echo", Buffer.buffer())).isEqualTo("200 null ");
            assertThat(exchange(client, HttpMethod.POST, "/echo", Buffer.buffer(new byte[LIMIT + 1])))
                    .isEqualTo("413 null too large");
            assertThat(exchange(client, HttpMethod.GET, "/items", null)).isEqualTo("200 null abc");
            assertThat(exchange(client, HttpMethod.HEAD, "/items", null)).isEqualTo("200 null ");
            assertThat(exchange(client, HttpMethod.GET, "/nothing", null)).isEqualTo("404 null Not Found");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static String exchange(HttpClient client, HttpMethod method, String path, Buffer body) throws Exception {
        return client.request(method, path).compose(request -> {
            if (body == null) {
                return request.send();
            }
            request.send(body);
            return request.response();
        }).compose(response -> {
            assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
            return response.body()
                    .map(text -> response.statusCode() + " " + response.getHeader("connection") + " " + text);
        }).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
