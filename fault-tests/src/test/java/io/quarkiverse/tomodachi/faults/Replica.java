package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application as a process of its own. */
final class Replica implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path output = Files.createTempFile("fault-tests-replica", ".log");
    private final Process process;

    /**
     * Of the application with handlers of AMQP.
     *
     * @param settings {@code -Dkey=value} or other options of the JVM
     */
    Replica(int brokerPort, String... settings) throws IOException {
        this("amqp", List.of("-Drabbitmq-host=127.0.0.1", "-Drabbitmq-port=" + brokerPort), settings);
    }

    /** Of an application with handlers of SNS and SQS, {@code aws} or {@code many}. */
    Replica(String application, URI endpoint, String... settings) throws IOException {
        this(application, List.of("-XX:TieredStopAtLevel=1", "-Dquarkus.sqs.endpoint-override=" + endpoint,
                "-Dquarkus.sns.endpoint-override=" + endpoint), settings);
    }

    private Replica(String application, List<String> given, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=0", "-Dquarkus.http.host=127.0.0.1"));
        command.addAll(given);
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", Path.of("target", application, "quarkus-run.jar").toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
    }

    /** Waits until it receives. */
    Replica ready() {
        await().atMost(LIMIT).until(() -> address() != null || !process.isAlive());
        assertThat(process.isAlive()).as(this::output).isTrue();
        return this;
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    private String address() {
        Matcher listening = LISTENING.matcher(output());
        return listening.find() ? listening.group(1) : null;
    }

    /** Has the application publish. @return {@code confirmed}, or why not */
    String publish(String key, String data) throws Exception {
        return get("/publish?key=" + encode(key) + "&data=" + encode(data)).body();
    }

    void pause(String handler) throws Exception {
        assertThat(get("/pause?handler=" + encode(handler)).body()).isEqualTo("paused");
    }

    void resume(String handler) throws Exception {
        assertThat(get("/resume?handler=" + encode(handler)).body()).isEqualTo("resumed");
    }

    /** How many messages the handler has handled that publishes nothing. */
    int quiet() throws Exception {
        return Integer.parseInt(get("/quiet").body());
    }

    boolean isReady() throws Exception {
        return get("/q/health/ready").statusCode() == 200;
    }

    boolean isLive() throws Exception {
        return get("/q/health/live").statusCode() == 200;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address() + path)).timeout(LIMIT).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; waits for the end. @return the exit code */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
        return process.exitValue();
    }

    /** SIGKILL; waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        kill();
        Files.deleteIfExists(output);
    }
}
