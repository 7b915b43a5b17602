package io.quarkiverse.tomodachi.deployment.http.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/** What a log of JSON objects gets, without query strings. */
class HttpStructuredLogTest {

    private static final Path FILE = Path.of("target/structured-log-test/application.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, RawWebsocket.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-logging-json", Version.getVersion())))
            .overrideRuntimeConfigKey("quarkus.log.console.json.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.log.file.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.log.file.path", FILE.toString())
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.access-log-query", "false")
            // which outlive applications, and other tests set them
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tomodachi.websocket\".level", "INFO")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tomodachi.http.access\".level", "INFO")
            .overrideRuntimeConfigKey(
                    "quarkus.log.category.\"io.quarkiverse.tomodachi.http.access\".use-parent-handlers", "true");

    @TomodachiService("shop")
    static class Shop {

        @Http.Post("/orders/(?<id>\\d+)")
        String order(String id, String body) {
            return "done";
        }

        @Websocket("/feed")
        void feed() {
        }
    }

    @TestHTTPResource
    URI server;

    @BeforeAll
    static void empty() throws IOException {
        if (Files.exists(FILE)) {
            Files.writeString(FILE, "");
        }
    }

    private static JsonObject line(Predicate<JsonObject> wanted) {
        return Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.readAllLines(FILE).stream().map(JsonObject::new).filter(wanted).toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static Predicate<JsonObject> of(String category, String text) {
        return line -> line.getString("loggerName").equals(category) && line.getString("message").contains(text);
    }

    @Test
    void hasTheFieldsOfRequests() {
        given().header("User-Agent", "a \"client\"").body("abc").post("/orders/7?token=secret").then().statusCode(200);

        JsonObject line = line(of("io.quarkiverse.tomodachi.http.access", "/orders/7"));
        assertThat(line.getString("level")).isEqualTo("INFO");
        assertThat(line.getString("message")).startsWith("POST /orders/7 200 ");
        JsonObject fields = line.getJsonObject("mdc");
        assertThat(fields.getString("request_time")).matches("\\d+\\.\\d{5}s");
        fields.remove("request_time");
        // the line may be written while the handler is still called, or just after
        List.of("handler", "service", "transport").forEach(fields::remove);
        assertThat(fields).isEqualTo(new JsonObject().put("status_code", "200").put("remote_ip", "127.0.0.1")
                .put("request_method", "POST").put("request_path", "/orders/7").put("http_version", "HTTP/1.1")
                .put("response_content_length", "4").put("request_content_length", "3")
                .put("user_agent", "a \"client\""));
        assertThat(line.encode()).doesNotContain("secret");
    }

    @Test
    void hasTheFieldsOfWebsockets() throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, "/feed?token=secret", "User-Agent: bird")) {
            assertThat(client.status()).isEqualTo(101);
        }

        JsonObject line = line(of("io.quarkiverse.tomodachi.websocket", "Websocket closed"));
        JsonObject fields = line.getJsonObject("mdc");
        assertThat(fields.fieldNames()).containsExactlyInAnyOrder("websocket_state", "websocket_id", "remote_ip",
                "request_path",
                "user_agent", "websocket_close_code", "total_request_time");
        assertThat(fields.getString("request_path")).isEqualTo("/feed");
        assertThat(fields.getString("websocket_close_code")).isEqualTo("1006");
        assertThat(line.encode()).doesNotContain("secret");
    }
}
