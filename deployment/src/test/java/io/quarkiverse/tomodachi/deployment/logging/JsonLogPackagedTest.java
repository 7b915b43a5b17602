package io.quarkiverse.tomodachi.deployment.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** The log of a packaged application, as machines read it and as people do. */
class JsonLogPackagedTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String LIFECYCLE = "io.quarkiverse.tomodachi.lifecycle";

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-logging-json", Version.getVersion())))
            .setApplicationName("packaged-json").setApplicationVersion("1");

    @TomodachiService(value = "shop", uuid = "u-1")
    static class Shop {

        private static final Logger LOG = Logger.getLogger("shop");

        @Inject
        Tomodachi tomodachi;

        @ConfigProperty(name = "broken", defaultValue = "false")
        boolean broken;

        @StartService
        void open() {
            if (broken) {
                throw new IllegalStateException("no key");
            }
        }

        @Http.Get("/exit")
        void exit() {
            tomodachi.exit(3);
        }

        @Http.Get("/hang")
        void hang() throws InterruptedException {
            LOG.info("hanging");
            new CountDownLatch(1).await();
        }

        @Http.Get("/item")
        String item() {
            LOG.info("asked");
            return "tea";
        }

        @Http.Post("/item")
        void add() {
        }

        @Schedule(interval = "0 0 1 1 *", timezone = "Europe/Stockholm")
        void yearly() {
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    private PackagedApplication launch(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1"));
        all.addAll(List.of(settings));
        return PackagedApplication.launch(built.getBuiltArtifactPath(), all.toArray(String[]::new));
    }

    private PackagedApplication run(String... settings) throws Exception {
        try (PackagedApplication application = launch(settings)) {
            application.awaitOutput("Service shop is ready");
            assertThat(HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create(application.server() + "/item")).build(),
                    BodyHandlers.ofString()).body()).isEqualTo("tea");
            application.terminate();
            assertThat(application.await(SOON)).isZero();
            return application;
        }
    }

    private static List<JsonNode> records(String output) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> records = new ArrayList<>();
        for (String line : output.lines().filter(line -> line.startsWith("{")).toList()) {
            records.add(mapper.readTree(line));
        }
        return records;
    }

    private static void assertRecord(List<JsonNode> records, String logger, String message, Map<String, String> fields) {
        assertThat(records).anySatisfy(record -> {
            assertThat(record.path("loggerName").asText()).isEqualTo(logger);
            assertThat(record.path("message").asText()).isEqualTo(message);
            fields.forEach((name, value) -> assertThat(record.path("mdc").path(name).asText()).as(name).isEqualTo(value));
            assertThat(record.path("mdc").size()).isEqualTo(fields.size());
        });
    }

    @Test
    void tellsMachinesFields() throws Exception {
        PackagedApplication application = run("quarkus.log.console.json.log-format=default");
        List<JsonNode> records = records(application.output());

        assertRecord(records, LIFECYCLE, "Starting service shop (u-1)",
                Map.of("service", "shop", "uuid", "u-1", "state", "starting"));
        assertRecord(records, LIFECYCLE, "Service shop is ready", Map.of("service", "shop", "state", "ready"));
        assertRecord(records, LIFECYCLE, "Service shop is stopping", Map.of("service", "shop", "state", "stopping"));
        assertRecord(records, LIFECYCLE, "Service shop has stopped", Map.of("service", "shop", "state", "terminated"));
        assertRecord(records, "io.quarkiverse.tomodachi.signal",
                "Received SIGTERM, the application stops; another signal ends it at once",
                Map.of("signal", "SIGTERM", "process_id", "" + application.pid()));
        String item = Shop.class.getName() + "#item()";
        assertRecord(records, "io.quarkiverse.tomodachi.handlers", "http GET /item: " + item,
                Map.of("service", "shop", "handler", item, "transport", "http", "listens_on", "GET /item"));
        assertRecord(records, "shop", "asked", Map.of("service", "shop", "handler", item, "transport", "http"));
    }

    @Test
    void tellsMachinesOfAStartThatFails() throws Exception {
        try (PackagedApplication application = launch("quarkus.log.console.json.log-format=default", "broken=true")) {
            assertThat(application.await(SOON)).isEqualTo(1);
            assertRecord(records(application.output()), LIFECYCLE, "The application stops: a service could not be started:"
                    + " The START method " + Shop.class.getName() + "#open() failed: java.lang.IllegalStateException: no key",
                    Map.of("service", "shop", "state", "aborting"));
        }
    }

    @Test
    void tellsMachinesHowTheApplicationEndedItself() throws Exception {
        try (PackagedApplication application = launch("quarkus.log.console.json.log-format=default")) {
            application.awaitOutput("Service shop is ready");
            HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(URI.create(application.server() + "/exit")).build(),
                    BodyHandlers.ofString());
            assertThat(application.await(SOON)).isEqualTo(3);
            assertRecord(records(application.output()), "io.quarkiverse.tomodachi.exit",
                    "exit(3) was called, the application stops", Map.of("exit_code", "3", "service", "shop", "handler",
                            Shop.class.getName() + "#exit()", "transport", "http"));
        }
    }

    @Test
    void tellsMachinesOfTheSecondSignal() throws Exception {
        try (PackagedApplication application = launch("quarkus.log.console.json.log-format=default",
                "quarkus.tomodachi.termination-grace-period=1M")) {
            application.awaitOutput("Service shop is ready");
            HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(URI.create(application.server() + "/hang")).build(),
                    BodyHandlers.ofString());
            application.awaitOutput("hanging");
            application.signal("TERM");
            application.awaitOutput("Service shop is stopping");
            application.signal("INT");
            assertThat(application.await(SOON)).isEqualTo(130);
            assertRecord(records(application.output()), "io.quarkiverse.tomodachi.signal",
                    "Received SIGINT while the application was stopping: it ends at once",
                    Map.of("signal", "SIGINT", "process_id", "" + application.pid()));
        }
    }

    @Test
    void tellsPeopleWhatHandlersListenOn() throws Exception {
        String text = run("quarkus.log.console.json.enabled=false").output();
        assertThat(text).contains("(main) Starting service shop (u-1)", "http GET /item: " + Shop.class.getName() + "#item()",
                "http POST /item: ", "schedule 0 0 1 1 *, next at ", "-01-01T00:00+01:00: ");

        text = run("quarkus.log.console.json.enabled=false", "quarkus.tomodachi.logging.start-summary-limit=1",
                "quarkus.log.console.format=%s [%X{handler}]%n", "quarkus.tomodachi.logging.handler-fields=false").output();
        assertThat(text).contains("http GET /exit: ", "4 further handlers are not listed", "asked []")
                .doesNotContain("http POST /item");

        text = run("quarkus.log.console.json.enabled=false", "quarkus.tomodachi.logging.start-summary=false",
                "quarkus.log.console.format=%s [%X{handler}]%n").output();
        assertThat(text).doesNotContain("http GET /item: ", "further handlers")
                .contains("asked [" + Shop.class.getName() + "#item()]");
    }
}
