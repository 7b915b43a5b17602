package io.quarkiverse.tomodachi.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkiverse.tomodachi.deployment.clients.PackagedBrokers;
import io.quarkiverse.tomodachi.runtime.invocation.InvocationPipeline;
import io.quarkiverse.tomodachi.runtime.metrics.Meters;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleInvocation;
import io.quarkiverse.tomodachi.runtime.tracing.Tracing;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * No object for metrics or traces is made in requests, messages, publishes and schedules where their extensions are not there:
 * the process frees no memory, so that all objects that it ever made can be counted.
 */
class UnobservedPackagedTest {

    private static final int ROUNDS = 20;
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(?:\\[+L)?([^\\s;]+).*");
    private static final List<String> OF_WATCHERS = List.of("io.opentelemetry.", "io.micrometer.",
            packageOf(Meters.class), packageOf(Tracing.class));
    /** What there is of it is made at the start. */
    private static final List<String> OF_OBSERVATION = List.of(packageOf(PublishObservers.class),
            InvocationObserver.class.getName(),
            packageOf(InvocationPipeline.class) + "ObservedInvoker",
            packageOf(InvocationPipeline.class) + "InvocationObservers");
    /** Of a JVM that frees no memory, which not each one can do. */
    private static final List<String> WITHOUT_COLLECTOR = List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC");

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Busy.class))
            .setApplicationName("packaged-unobserved").setApplicationVersion("1");

    @RegisterExtension
    static final PackagedBrokers BROKERS = new PackagedBrokers();

    @TomodachiService("busy")
    static class Busy {

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        @Inject
        Schedules schedules;

        @Http.Get("/round")
        void round() {
            schedules.trigger("work").await().indefinitely();
        }

        @Schedule(interval = "0 0 1 1 *", identity = "work")
        void work() {
            aws.publishAndAwait("x", "first");
        }

        @AwsSnsSqs(topic = "first", queueName = "first")
        void first(String data) {
            amqp.publishAndAwait(data, "second");
        }

        @Amqp(value = "second", queueName = "second")
        void second(String data) {
            System.out.println("HANDLED");
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    private static String packageOf(Class<?> type) {
        return type.getPackageName() + ".";
    }

    @BeforeAll
    static void checkJvm() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(WITHOUT_COLLECTOR);
        command.add("-version");
        int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start().waitFor();
        assumeThat(code).as("exit code of this JVM with " + WITHOUT_COLLECTOR + ", which it may have been built without")
                .isZero();
    }

    private PackagedApplication launch() throws IOException {
        List<String> options = new ArrayList<>(WITHOUT_COLLECTOR);
        options.addAll(List.of("-Xms64m", "-Xmx1g"));
        return BROKERS.launch(options, built.getBuiltArtifactPath());
    }

    private static void rounds(PackagedApplication application) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        int before = application.after("HANDLED").size();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(client.send(HttpRequest.newBuilder(URI.create(application.server() + "/round")).build(),
                    BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> application.after("HANDLED").size() == before + ROUNDS);
    }

    /** How many objects of each class, and arrays of them, were made up to now. */
    private static Map<String, Long> objects(PackagedApplication application) throws Exception {
        Map<String, Long> objects = new TreeMap<>();
        application.ask("GC.class_histogram", "-all").lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                objects.merge(matcher.group(2), Long.parseLong(matcher.group(1)), Long::sum);
            }
        });
        return objects;
    }

    private static Map<String, Long> of(List<String> packages, Map<String, Long> objects) {
        Map<String, Long> found = new TreeMap<>(objects);
        found.keySet().removeIf(name -> packages.stream().noneMatch(name::startsWith));
        return found;
    }

    @Test
    void makesNoObjectForAnybodyWhoCouldWatch() throws Exception {
        try (PackagedApplication application = launch()) {
            application.awaitOutput("Service busy is ready");
            rounds(application);
            Map<String, Long> before = objects(application);
            rounds(application);
            Map<String, Long> after = objects(application);

            assertThat(after.get(ScheduleInvocation.class.getName())).as("figures are right")
                    .isEqualTo(2L * ROUNDS);
            assertThat(of(OF_WATCHERS, after)).isEmpty();
            assertThat(of(OF_OBSERVATION, after)).isEqualTo(of(OF_OBSERVATION, before))
                    .isNotEmpty();
        }
    }
}
