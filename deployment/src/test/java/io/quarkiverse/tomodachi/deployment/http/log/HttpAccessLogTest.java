package io.quarkiverse.tomodachi.deployment.http.log;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;

import org.awaitility.Awaitility;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.ClientAddress;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

class HttpAccessLogTest {

    private static final String FILE = "target/access-log-test/access.log";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Loud.class, Silent.class, RawConnection.class)
                    .addAsResource(new StringAsset("file"), "web/a.txt"))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.access-log-file", FILE)
            .overrideRuntimeConfigKey("quarkus.tomodachi.silent.http.access-log", "false")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.real-ip-from", "127.0.0.0/8,::1,10.0.0.0/8")
            // which outlives applications, and another test sets it
            .overrideRuntimeConfigKey(
                    "quarkus.log.category.\"io.quarkiverse.tomodachi.http.access\".use-parent-handlers", "true")
            .setLogRecordPredicate(record -> "io.quarkiverse.tomodachi.http.access".equals(record.getLoggerName()))
            .assertLogRecords(HttpAccessLogTest::onTheConsole);

    private static void onTheConsole(List<LogRecord> records) {
        LogRecord record = records.stream().filter(each -> each.getMessage().startsWith("POST /orders/1?")).findFirst()
                .orElseThrow();
        assertThat(record.getMessage()).matches("POST /orders/1\\?x=%0Ay 201 0\\.\\d{5}s remote_ip=203\\.0\\.113\\.5"
                + " http_version=HTTP/1\\.1 response_content_length=4 request_content_length=3"
                + " user_agent=\"test \\\\\"1\\\\\" status_code=200\"");
        assertThat(((ExtLogRecord) record).getMdcCopy()).containsEntry("status_code", "201")
                .containsEntry("request_path", "/orders/1").containsEntry("remote_ip", "203.0.113.5");
        assertThat(records).noneMatch(each -> each.getMessage().contains("/quiet") && !each.getMessage().contains(" 50"))
                .noneMatch(each -> each.getMessage().contains("/silent"));
    }

    @TomodachiService("loud")
    static class Loud {

        static final CountDownLatch BEGUN = new CountDownLatch(1);
        static final CountDownLatch GONE = new CountDownLatch(1);

        @Http.Post("/orders/(?<id>\\d+)")
        Response order(String id, String body, @ClientAddress String client, @ClientAddress InetAddress address) {
            assertThat(address.getHostAddress()).isEqualTo(client);
            return Response.status(201).header("Client", client).body("done");
        }

        @Http(method = "GET", url = "/quiet/(?<status>\\d+)", ignoreLogging = Http.EXCEPT_SERVER_ERRORS)
        Response quiet(int status) {
            return Response.status(status).build();
        }

        @Http(method = "GET", url = "/quiet200/(?<status>\\d+)", ignoreLogging = { 200 })
        Response some(int status) {
            return Response.status(status).build();
        }

        @Http.Get("/slow")
        Response slow(RoutingContext context) throws InterruptedException {
            context.addEndHandler(ended -> GONE.countDown());
            BEGUN.countDown();
            assertThat(GONE.await(30, TimeUnit.SECONDS)).isTrue();
            return Response.status(202).build();
        }

        @Http.Get("/elsewhere")
        CompletionStage<Void> elsewhere(RoutingContext context) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            context.addEndHandler(end -> ended.complete(null));
            context.reroute("/quiet200/501");
            return ended;
        }

        @HttpError(418)
        String teapot(@ClientAddress String client) {
            return client;
        }

        @Websocket("/socket")
        void socket(@ClientAddress String client) {
        }

        @HttpStatic(path = "classpath:web", url = "/files/")
        void files() {
        }
    }

    @TomodachiService("silent")
    static class Silent {

        @Http.Get("/silent")
        String silent() {
            return "silent";
        }
    }

    @TestHTTPResource
    URI server;

    @BeforeAll
    static void empty() throws IOException {
        if (Files.exists(Path.of(FILE))) {
            Files.writeString(Path.of(FILE), "");
        }
    }

    private static List<JsonObject> lines(String path) throws IOException {
        return Files.readAllLines(Path.of(FILE)).stream().map(JsonObject::new)
                .filter(line -> path.equals(line.getString("request_path"))).toList();
    }

    private static JsonObject line(String path) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> lines(path), found -> !found.isEmpty()).get(0);
    }

    @Test
    void hasAllFieldsInOrder() {
        given().header("X-Forwarded-For", "1.1.1.1, 203.0.113.5, 10.0.0.1").header("User-Agent", "test \"1\" status_code=200")
                .body("abc").urlEncodingEnabled(false).post("/orders/1?x=%0Ay").then().statusCode(201)
                .header("Client", is("203.0.113.5"));

        JsonObject line = line("/orders/1");
        assertThat(line.fieldNames()).containsExactly("timestamp", "logger", "level", "status_code", "remote_ip",
                "request_method", "request_path", "request_query_string", "http_version", "response_content_length",
                "request_content_length", "user_agent", "request_time");
        assertThat(line.getInteger("status_code")).isEqualTo(201);
        assertThat(line.getString("remote_ip")).isEqualTo("203.0.113.5");
        assertThat(line.getString("request_query_string")).isEqualTo("x=%0Ay");
        assertThat(line.getInteger("response_content_length")).isEqualTo(4);
        assertThat(line.getInteger("request_content_length")).isEqualTo(3);
        assertThat(line.getString("user_agent")).isEqualTo("test \"1\" status_code=200");
        assertThat(line.getString("request_time")).matches("\\d+\\.\\d{5}s");
    }

    @Test
    void leavesOutWhatIsIgnoredAndKeepsServerErrors() throws IOException {
        when().get("/quiet/200").then().statusCode(200);
        when().get("/quiet/404").then().statusCode(404);
        when().get("/quiet/500").then().statusCode(500);
        when().get("/quiet200/200").then().statusCode(200);
        when().get("/silent").then().statusCode(200);
        when().get("/quiet200/500").then().statusCode(500);

        assertThat(line("/quiet/500").getInteger("status_code")).isEqualTo(500);
        assertThat(line("/quiet200/500").getInteger("status_code")).isEqualTo(500);
        assertThat(lines("/quiet/200")).isEmpty();
        assertThat(lines("/quiet/404")).isEmpty();
        assertThat(lines("/quiet200/200")).isEmpty();
        assertThat(lines("/silent")).isEmpty();
    }

    @Test
    void logsWhatNoHandlerAnswered() throws IOException {
        when().get("/nothing").then().statusCode(404);
        when().delete("/orders/2").then().statusCode(405);
        when().get("/files/a.txt").then().statusCode(200);
        when().get("/socket").then().statusCode(426);
        try (RawConnection client = RawConnection.open(server)) {
            // without the key
            client.send("GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n");
            assertThat(client.read(12)).isEqualTo("HTTP/1.1 400");
        }

        assertThat(line("/nothing").getInteger("status_code")).isEqualTo(404);
        assertThat(line("/orders/2").getInteger("status_code")).isEqualTo(405);
        assertThat(line("/files/a.txt").getLong("response_content_length")).isEqualTo(4);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(lines("/socket"))
                .extracting(line -> line.getInteger("status_code")).contains(426, 400));
    }

    @Test
    void logsARequestOnceThatGoesOnElsewhere() throws IOException {
        when().get("/elsewhere").then().statusCode(501);
        assertThat(line("/quiet200/501").getInteger("status_code")).isEqualTo(501);

        when().get("/behind").then().statusCode(404);
        assertThat(line("/behind")).isNotNull();
        assertThat(lines("/quiet200/501")).hasSize(1);
    }

    @Test
    void showsOnlyWhatIsVisible() throws IOException {
        String request = "GET /inject HTTP/1.1\r\nHost: x\r\nUser-Agent: a\u0085b\r\nConnection: close\r\n\r\n";
        try (RawConnection client = RawConnection.open(server)) {
            assertThat(client.send(request.getBytes(StandardCharsets.ISO_8859_1)).rest()).startsWith("HTTP/1.1 404");
        }
        assertThat(line("/inject").getString("user_agent")).isEqualTo("a?b");
    }

    @Test
    void tellsThatTheClientDidNotWait() throws Exception {
        try (RawConnection client = RawConnection.open(server)) {
            client.get("/slow");
            assertThat(Loud.BEGUN.await(30, TimeUnit.SECONDS)).isTrue();
        }
        JsonObject line = line("/slow");
        assertThat(line.getInteger("status_code")).isEqualTo(499);
        assertThat(line.getInteger("replaced_status_code")).isEqualTo(202);
    }

    @Test
    void believesNoGarbage() {
        given().header("X-Forwarded-For", "garbage").body("abc").post("/orders/3").then().header("Client", is("127.0.0.1"));
    }
}
