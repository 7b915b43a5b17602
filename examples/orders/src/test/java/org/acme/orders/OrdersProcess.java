package org.acme.orders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged example as a process of its own. */
final class OrdersProcess implements AutoCloseable {

    private static final Path RUNNER = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Pattern SHIPPED = Pattern.compile("Shipped order ([0-9a-f-]{36})");

    private final int port;
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    OrdersProcess(Map<String, String> settings) throws IOException {
        if (!Files.exists(RUNNER)) {
            throw new IllegalStateException(RUNNER + " is missing; package the example first");
        }
        this.port = freePort();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=" + port, "-Dquarkus.http.host=127.0.0.1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", RUNNER.toString()));
        this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        this.reader = new Thread(this::read, "output of the example");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
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
