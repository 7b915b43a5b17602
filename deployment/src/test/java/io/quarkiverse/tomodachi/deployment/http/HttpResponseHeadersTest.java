package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.Headers;
import io.vertx.ext.web.RoutingContext;

/** What a handler says of its response counts more than what is configured for all. */
class HttpResponseHeadersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Shop.class))
            .overrideConfigKey("quarkus.http.header.\"Cache-Control\".value", "no-store");

    @TomodachiService("shop")
    static class Shop {

        @Http.Get("/common")
        String common() {
            return "common";
        }

        @Http.Get("/own")
        Response own(RoutingContext context) {
            context.response().headers().add("Vary", "Origin").add("Set-Cookie", "a=1");
            return Response.ok().header("server", "shop").header("Cache-Control", List.of("max-age=60", "public"))
                    .header("Vary", "Accept").header("Set-Cookie", "b=2").body("own");
        }

        @Http.Get("/busy")
        Response busy() {
            return Response.status(503).header("Connection", "close").body("busy");
        }
    }

    @TestHTTPResource("/")
    URL server;

    @Test
    void replacesWhatIsSetForAllResponses() {
        assertThat(when().get("/common").headers().getValues("Cache-Control")).containsExactly("no-store");

        Headers headers = when().get("/own").then().statusCode(200).extract().headers();

        assertThat(headers.getValues("Server")).containsExactly("shop");
        assertThat(headers.getValues("Cache-Control")).containsExactly("max-age=60", "public");
    }

    @Test
    void addsToWhatOthersSaidBesideIt() {
        Headers headers = when().get("/own").then().statusCode(200).extract().headers();

        assertThat(headers.getValues("Vary")).containsExactly("Origin", "Accept");
        assertThat(headers.getValues("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void closesAConnectionThatTheHandlerEnds() throws IOException {
        URI uri = URI.create(server.toString());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /busy HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(response).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nbusy");
        }
    }
}
