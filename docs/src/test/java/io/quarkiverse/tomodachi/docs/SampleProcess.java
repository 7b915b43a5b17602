package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged sample as a process of its own. */
final class SampleProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s\"]+)");
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Path output;

    private SampleProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static SampleProcess start(Path jar, String... properties) throws IOException {
        Path output = Files.createTempFile("sample", ".log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=0"));
        List.of(properties).forEach(property -> command.add("-D" + property));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return new SampleProcess(new ProcessBuilder(command).directory(jar.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start(), output);
    }

    /** Waits until it has written the text. */
    String awaitOutput(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!output().contains(text) && process.isAlive() && System.nanoTime() < end) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        assertThat(output()).contains(text);
        return output();
    }

    URI server() throws IOException {
        Matcher listening = LISTENING.matcher(output());
        assertThat(listening.find()).as(output()).isTrue();
        return URI.create(listening.group(1));
    }

    /** The status of the answer to a request for the path. */
    int status(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server().resolve(path)).build(),
                BodyHandlers.discarding()).statusCode();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    void terminate() {
        process.toHandle().destroy();
    }

    int exitCode() throws IOException, InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("has ended; its output: " + output()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
