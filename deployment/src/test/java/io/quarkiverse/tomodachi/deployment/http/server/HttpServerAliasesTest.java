package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/** The names that options of Quarkus have here. */
class HttpServerAliasesTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Echo.class, Options.class))
            .setApplicationName("aliases").setApplicationVersion("1");

    @Singleton
    static class Options implements HttpServerOptionsCustomizer {

        volatile HttpServerOptions used;

        @Override
        public void customizeHttpServer(HttpServerOptions options) {
            used = options;
        }
    }

    @TomodachiService("echo")
    static class Echo {

        private final Options options;

        Echo(Options options) {
            this.options = options;
        }

        @Http.Post("/echo")
        String echo(String body) {
            return body.length() + " bytes";
        }

        @Http.Get("/reuse-port")
        boolean reusePort() {
            return options.used.isReusePort();
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    private static String post(URI server, int length) throws IOException {
        return RawConnection.exchange(server, "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + length
                + "\r\n\r\n" + "x".repeat(length));
    }

    private static String reusePort(URI server) throws IOException {
        return RawConnection.exchange(server, "GET /reuse-port HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    @Test
    void areThoseOfTheServer() throws Exception {
        try (PackagedApplication application = PackagedApplication.start(built.getBuiltArtifactPath(),
                "quarkus.tomodachi.http.port=0", "quarkus.tomodachi.http.host=127.0.0.1",
                "quarkus.tomodachi.http.reuse-port=true", "quarkus.tomodachi.http.client-max-size=1K")) {
            URI server = application.server();
            assertThat(server.getHost()).isEqualTo("127.0.0.1");
            assertThat(server.getPort()).isNotEqualTo(8080);
            assertThat(post(server, 1024)).startsWith("HTTP/1.1 200").endsWith("1024 bytes");
            assertThat(post(server, 1025)).startsWith("HTTP/1.1 413");
            assertThat(reusePort(server)).endsWith("true");
        }
    }

    @Test
    void countAsMuchAsThoseOfQuarkus() throws Exception {
        try (PackagedApplication application = PackagedApplication.start(built.getBuiltArtifactPath(),
                "quarkus.tomodachi.http.port=1", "quarkus.http.port=0", "quarkus.http.host=127.0.0.1",
                "quarkus.http.limits.max-body-size=2K", "quarkus.tomodachi.http.client-max-size=1K")) {
            URI server = application.server();
            assertThat(post(server, 2048)).as("both are set in one place").startsWith("HTTP/1.1 200");
            assertThat(post(server, 2049)).startsWith("HTTP/1.1 413");
            assertThat(reusePort(server)).endsWith("false");
        }
    }
}
