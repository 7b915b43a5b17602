package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;

class HttpKeepAliveTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Counting.class, RawConnection.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.keepalive-timeout", "2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.max-keepalive-requests", "3")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.server-header", "acme")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.client-max-size", "2K");

    @TomodachiService("counting")
    static class Counting {

        static final AtomicInteger CALLS = new AtomicInteger();

        @Http.Get("/count")
        String count() {
            return "call " + CALLS.incrementAndGet() + ";";
        }

        @Http.Get("/stream")
        Multi<String> stream() {
            return Multi.createFrom().items("first ", "second");
        }
    }

    @TestHTTPResource
    URI server;

    private static final String GET = "GET /count HTTP/1.1\r\nHost: x\r\n\r\n";

    private String exchange(String requests) throws IOException {
        return RawConnection.exchange(server, requests);
    }

    @Test
    void answersAsManyPipelinedRequestsAsAConnectionMayCarryAndBeginsNoOther() throws IOException {
        int before = Counting.CALLS.get();

        String responses = exchange(GET + GET + GET + GET + GET);

        assertThat(responses.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        String[] parts = responses.split("call \\d+;");
        assertThat(parts[0].toLowerCase()).contains("server: acme", "connection: keep-alive", "keep-alive: timeout=2, max=3");
        assertThat(parts[2].toLowerCase()).contains("connection: close").doesNotContain("keep-alive");
        assertThat(Counting.CALLS.get() - before).isEqualTo(3);
    }

    @Test
    void closesAnIdleConnection() throws IOException {
        long begin = System.nanoTime();

        assertThat(exchange(GET)).contains("call ");

        assertThat((System.nanoTime() - begin) / 1e9).isBetween(1.9, 15.0);
    }

    @Test
    void closesAsTheClientWishes() throws IOException {
        assertThat(exchange("GET /count HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").toLowerCase())
                .contains("connection: close").doesNotContain("keep-alive: ");
        assertThat(exchange("GET /nothing HTTP/1.0\r\n\r\n")).contains("404");
    }

    @Test
    void tellsClientsOfTheOldVersionWhetherTheyMayGoOn() throws IOException {
        assertThat(exchange("GET /count HTTP/1.0\r\n\r\n").toLowerCase()).contains("200 ok", "connection: close")
                .doesNotContain("keep-alive");
        assertThat(exchange("GET /count HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").toLowerCase())
                .contains("connection: keep-alive", "content-length: ").doesNotContain("connection: close");
        assertThat(exchange("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").toLowerCase())
                .contains("connection: close").doesNotContain("keep-alive", "content-length: ", "transfer-encoding")
                .endsWith("\r\n\r\nfirst second");
    }

    @Test
    void setsTheLimitOfQuarkus() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.limits.max-body-size", String.class)).isEqualTo("2K");
    }
}
