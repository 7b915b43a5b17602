package io.quarkiverse.tomodachi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The application that was packaged last, a jar or a native executable, as a process of its own. */
final class PackagedApplication implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final int port = freePort();
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    PackagedApplication(Map<String, String> settings) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Dquarkus.http.port=" + port, "-Dquarkus.http.host=127.0.0.1"));
        settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
        this.process = new ProcessBuilder(command(options)).redirectErrorStream(true).start();
        this.reader = new Thread(this::read, "output of the application");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    private static List<String> command(List<String> options) throws IOException {
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        }
        String path = TARGET.resolve(artifact.getProperty("path")).toString();
        List<String> command = new ArrayList<>();
        if (artifact.getProperty("type").equals("native")) {
            command.add(path);
            command.addAll(options);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", path));
        }
        return command;
    }

    private static int freePort() throws UncheckedIOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException e) {
            output.add("output ended: " + e);
        }
    }

    int port() {
        return port;
    }

    String output() {
        return String.join("\n", output);
    }

    /** What stands behind the text in the lines that have it. */
    List<String> logged(String text) {
        return output.stream().filter(line -> line.contains(text))
                .map(line -> line.substring(line.indexOf(text) + text.length())).toList();
    }

    void awaitLog(String text) {
        await().atMost(LIMIT).until(() -> !process.isAlive() || output().contains(text));
        assertThat(process.isAlive()).as(this::output).isTrue();
    }

    /** Sends SIGTERM and waits for the end. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return exitCode();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The application does not end:\n" + output());
        }
        reader.join(10_000);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
