package org.acme.orders;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example that was packaged last, a jar or a native executable, as a process of its own. */
final class OrdersProcess implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^ ]+:([0-9]+)");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern SHIPPED = Pattern.compile("Shipped order ([0-9a-f-]{36})");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    OrdersProcess(Map<String, String> settings) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Dquarkus.http.port=0", "-Dquarkus.http.host=127.0.0.1"));
        settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
        this.process = new ProcessBuilder(command(options)).redirectErrorStream(true).start();
        this.reader = new Thread(this::read, "output of the example");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    private static List<String> command(List<String> options) throws IOException {
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(e.getMessage() + " is missing; package the example first", e);
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

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException e) {
            output.add("output ended: " + e);
        }
    }

    /** Waits until it listens. */
    int port() {
        return Integer.parseInt(await().atMost(LIMIT).until(
                () -> output.stream().map(LISTENING::matcher).filter(Matcher::find).map(matcher -> matcher.group(1))
                        .findFirst(),
                Optional::isPresent).orElseThrow());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean hasLogged(String text) {
        return output.stream().anyMatch(line -> line.contains(text));
    }

    String output() {
        return String.join("\n", output);
    }

    /** What else than requests and shipments was logged. */
    String withoutAccessLog() {
        return String.join("\n",
                output.stream().filter(line -> !line.contains("http.access") && !line.contains("Shipped order")).toList());
    }

    /** The orders that were shipped, one entry for each shipment. */
    List<String> shipped() {
        return output.stream().map(SHIPPED::matcher).filter(Matcher::find).map(matcher -> matcher.group(1)).toList();
    }

    /** Sends SIGTERM and waits for the end. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return exitCode();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The example does not end:\n" + output());
        }
        reader.join(10_000);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
