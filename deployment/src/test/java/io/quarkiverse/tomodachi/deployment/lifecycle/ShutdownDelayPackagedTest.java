package io.quarkiverse.tomodachi.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusProdModeTest;

/** While Quarkus delays the termination, the JVM does not terminate: what it ends, such as databases, is still in use. */
class ShutdownDelayPackagedTest {

    private static final Path EVENTS = events();

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest().withApplicationRoot(root -> root.addClasses(Delayed.class))
            .setApplicationName("packaged-delayed").setApplicationVersion("1")
            .overrideConfigKey("quarkus.shutdown.delay-enabled", "true")
            .setRuntimeProperties(Map.of("quarkus.http.port", "0", "quarkus.http.host", "127.0.0.1", "quarkus.shutdown.delay",
                    "3S", "events", EVENTS.toString()))
            .setRun(true);

    private static Path events() {
        try {
            Path file = Files.createTempFile("events", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TomodachiService("delayed")
    static class Delayed {

        @ConfigProperty(name = "events")
        Path events;

        private void note(String event) {
            try {
                Files.writeString(events, event + "\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @StartService
        void start() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> note("hook of the JVM")));
        }

        @StopService
        void stop() {
            note("stop");
        }

        @Http.Get("/")
        void nothing() {
        }
    }

    @Test
    void hooksOfTheJvmComeLast() throws IOException {
        APP.stop();

        assertThat(APP.getExitCode()).as("exit code").isZero();
        assertThat(Files.readAllLines(EVENTS)).containsExactly("stop", "hook of the JVM");
    }
}
