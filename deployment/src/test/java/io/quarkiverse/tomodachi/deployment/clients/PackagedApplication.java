package io.quarkiverse.tomodachi.deployment.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/** A packaged application as a process of its own, whose output is read to its end. */
public final class PackagedApplication implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s\"]+)");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** For a process that is to start soon, and ends before more would pay off. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader;

    private PackagedApplication(Process process) {
        this.process = process;
        reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param settings {@code key=value} each
     */
    public static PackagedApplication start(Path jar, String... settings) throws IOException {
        return launch(jar, settings).awaitStart();
    }

    /**
     * Starts it with options of the JVM for a start that is soon over, and does not wait.
     *
     * @param settings {@code key=value} each
     */
    public static PackagedApplication launch(Path jar, String... settings) throws IOException {
        return launch(SHORT_LIVED, jar, settings);
    }

    /**
     * Starts it with these options of the JVM alone, and does not wait.
     *
     * @param settings {@code key=value} each
     */
    public static PackagedApplication launch(List<String> options, Path jar, String... settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.add("-jar");
        command.add(jar.toAbsolutePath().toString());
        return new PackagedApplication(
                new ProcessBuilder(command).redirectErrorStream(true).directory(jar.getParent().toFile()).start());
    }

    /** Waits until it listens. */
    public PackagedApplication awaitStart() {
        Awaitility.await().atMost(LIMIT).until(() -> server() != null || !process.isAlive());
        assertThat(process.isAlive()).as(output()).isTrue();
        return this;
    }

    /** Waits until it has written the text. */
    public PackagedApplication awaitOutput(String text) {
        Awaitility.await().atMost(LIMIT).until(() -> output().contains(text) || !process.isAlive());
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(output()).contains(text));
        return this;
    }

    /** What follows the text in each line that has it. */
    public List<String> after(String text) {
        return output().lines().filter(line -> line.contains(text))
                .map(line -> line.substring(line.indexOf(text) + text.length())).toList();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
            }
        } catch (IOException e) {
            // the process was destroyed
        }
    }

    /** Where it listens, {@code null} before it does. */
    public URI server() {
        Matcher listening = LISTENING.matcher(output);
        return listening.find() ? URI.create(listening.group(1)) : null;
    }

    public String output() {
        return output.toString();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a signal, such as {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + pid()).inheritIO().start().waitFor()).isZero();
    }

    /** Sends the signal to terminate, and does not wait. */
    public void terminate() {
        // the process itself would close its output with it
        process.toHandle().destroy();
    }

    /** @return the exit code */
    public int await(Duration limit) throws InterruptedException {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("has ended; its output: " + output + (ended ? "" : threads())).isTrue();
        reader.join(limit.toMillis());
        return process.exitValue();
    }

    /** What its threads do. */
    private String threads() throws InterruptedException {
        return ask("Thread.print");
    }

    /** What {@code jcmd} answers. */
    public String ask(String... command) throws InterruptedException {
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid()));
        all.addAll(List.of(command));
        try {
            Process dump = new ProcessBuilder(all).redirectErrorStream(true).start();
            String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            dump.waitFor();
            return text;
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
