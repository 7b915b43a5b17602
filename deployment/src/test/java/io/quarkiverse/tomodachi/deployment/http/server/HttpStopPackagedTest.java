package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusProdModeTest;

/** The packaged application, a process of its own, is told to terminate while clients go on. */
class HttpStopPackagedTest {

    private static final Path BEGUN = begun();

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest().withApplicationRoot(root -> root.addClasses(Slow.class))
            .setApplicationName("packaged-slow").setApplicationVersion("1")
            .setRuntimeProperties(Map.of("quarkus.http.port", "0", "quarkus.http.host", "127.0.0.1", "begun", BEGUN.toString(),
                    "quarkus.tomodachi.http.access-log", "false"))
            .setRun(true);

    private static Path begun() {
        try {
            Path file = Files.createTempFile("begun", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @TomodachiService("slow")
    static class Slow {

        @ConfigProperty(name = "begun")
        Path begun;

        @Http.Get("/slow/(?<id>.+)")
        String slow(String id) throws InterruptedException, IOException {
            synchronized (this) {
                Files.writeString(begun, id + "\n", StandardOpenOption.APPEND);
            }
            // the duration of the work, not a wait for something
            Thread.sleep(5);
            return "done " + id;
        }
    }

    @Test
    void answersWhatWasBegun() throws Exception {
        Matcher listening = Pattern.compile("Listening on: (http://\\S+)").matcher(APP.getStartupConsoleOutput());
        assertThat(listening.find()).isTrue();
        KeepAliveClients clients = new KeepAliveClients(URI.create(listening.group(1)));
        clients.start();
        assertThat(clients.areBusy()).isTrue();
        APP.stop();
        assertThat(APP.getExitCode()).as("exit code").isZero();
        assertThat(clients.haveEnded()).isTrue();
        List<String> begun = Files.readAllLines(BEGUN);
        assertThat(clients.answered()).hasSizeGreaterThan(KeepAliveClients.COUNT).containsAll(begun);
        assertThat(clients.problems().keySet()).doesNotContainAnyElementsOf(begun);
    }
}
