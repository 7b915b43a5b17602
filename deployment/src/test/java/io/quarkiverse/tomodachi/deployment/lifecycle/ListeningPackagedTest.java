package io.quarkiverse.tomodachi.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.FreePort;
import io.quarkiverse.tomodachi.deployment.clients.KeyStores;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * Started methods begin when every server of the application listens, not with the first one, and not if one of them cannot.
 */
class ListeningPackagedTest {

    private static final String EVENT = "EVENT ";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Secured.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .overrideConfigKey("quarkus.management.enabled", "true")
            .setApplicationName("packaged-listening").setApplicationVersion("1");

    @TomodachiService("secured")
    static class Secured {

        @ConfigProperty(name = "ports")
        List<Integer> ports;

        @StartedService
        void started() {
            System.out.println(EVENT + "started, listens " + ports.stream().map(Secured::listens).toList());
        }

        @StoppingService
        void stopping() {
            System.out.println(EVENT + "stopping");
        }

        @StopService
        void stop() {
            System.out.println(EVENT + "stop");
        }

        @Http.Get("/")
        String get() {
            return "";
        }

        private static boolean listens(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    @BeforeAll
    static void generateKeys() throws Exception {
        KeyStores.generate(folder, "server", "dns:localhost");
    }

    private final String management = FreePort.find();

    private PackagedApplication launch(String ports, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("quarkus.http.host=127.0.0.1", "ports=" + ports,
                "quarkus.management.host=127.0.0.1", "quarkus.management.port=" + management,
                "quarkus.http.ssl.certificate.key-store-file=" + folder.resolve("server.p12").toAbsolutePath(),
                "quarkus.http.ssl.certificate.key-store-password=" + KeyStores.PASSWORD));
        all.addAll(List.of(settings));
        return PackagedApplication.launch(built.getBuiltArtifactPath(), all.toArray(String[]::new));
    }

    @Test
    void beginsWhenHttpAndHttpsAndTheManagementInterfaceListen() throws Exception {
        String http = FreePort.find();
        String https = FreePort.find();
        try (PackagedApplication application = launch(String.join(",", http, https, management), "quarkus.http.port=" + http,
                "quarkus.http.ssl-port=" + https)) {
            application.awaitOutput("Service secured is ready");
            application.terminate();
            assertThat(application.await(SOON)).isZero();
            assertThat(application.after(EVENT)).containsExactly("started, listens [true, true, true]", "stopping", "stop");
        }
    }

    @Test
    void beginsWhereOnlyHttpsListens() throws Exception {
        String https = FreePort.find();
        try (PackagedApplication application = launch(https, "quarkus.http.insecure-requests=disabled",
                "quarkus.http.ssl-port=" + https)) {
            application.awaitOutput("Service secured is ready");
            application.terminate();
            assertThat(application.await(SOON)).isZero();
            assertThat(application.after(EVENT)).containsExactly("started, listens [true]", "stopping", "stop");
        }
    }

    @Test
    void doesNotBeginWhereOneOfThemCannotListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PackagedApplication application = launch("1", "quarkus.http.port=0",
                        "quarkus.http.ssl-port=" + taken.getLocalPort())) {
            assertThat(application.awaitOutput(EVENT + "stop").await(SOON)).as(application.output()).isEqualTo(1);
            assertThat(application.after(EVENT)).as(application.output()).containsExactly("stopping", "stop");
            assertThat(application.output()).contains("Port " + taken.getLocalPort() + " seems to be in use")
                    .doesNotContain("is ready", "could not be started");
        }
    }
}
