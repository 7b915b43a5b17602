package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkus.test.QuarkusUnitTest;

class HttpCostlyPathsTest {

    /** Begins and ends as the patterns want it, so that the index does not rule it out. */
    private static final String HOSTILE = "a".repeat(4000) + "bx";
    private static final Map<String, String> HANDSHAKE = Map.of("Connection", "Upgrade", "Upgrade", "websocket",
            "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Service.class))
            .overrideRuntimeConfigKey("quarkus.http.limits.max-initial-line-length", "8192")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.tomodachi.http")
                    && record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(HttpCostlyPathsTest::text)
                    .filteredOn(text -> text.contains("given up")).hasSize(4).allMatch(text -> text.contains("414")));

    private static String text(LogRecord record) {
        return record.getParameters() == null ? record.getMessage()
                : String.format(record.getMessage(), record.getParameters());
    }

    @TomodachiService("costly")
    static class Service {

        @Http.Get(value = "/http/(?:a|aa)+x", allowBacktracking = true)
        String costly() {
            return "matched";
        }

        @Http.Get("/many/.*.*.*.*c.*x")
        String polynomial() {
            return "matched";
        }

        @Http.Post("/ws/a+b")
        String post() {
            return "posted";
        }

        @Websocket(value = "/ws/(?:a|aa)+x", allowBacktracking = true)
        void socket(WebsocketConnection connection) {
        }

        @HttpStatic(path = "file:target", url = "/static/(?:a|aa)+/(?<filename>x)", allowBacktracking = true)
        void files() {
        }

        @Http.Get("/plain")
        String plain() {
            return "plain";
        }

        @HttpError(414)
        Map<String, Object> tooLong(int statusCode) {
            return Map.of("error", "path", "status", statusCode);
        }
    }

    @Test
    void givesUpAndGoesOnServing() {
        for (int i = 0; i < 3; i++) {
            when().get("/http/" + HOSTILE).then().statusCode(414).body("error", is("path"));
            when().get("/many/" + HOSTILE).then().statusCode(414).body("error", is("path"));
            when().get("/static/" + HOSTILE).then().statusCode(414).body("error", is("path"));
            given().headers(HANDSHAKE).get("/ws/" + HOSTILE).then().statusCode(414).body("error", is("path"));
            when().get("/plain").then().statusCode(200).body(is("plain"));
        }
        when().get("/http/aaax").then().statusCode(200).body(is("matched"));
        when().get("/ws/aaax").then().statusCode(426);
        when().get("/plain").then().body(is("plain"));
    }
}
