package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running application, with a process of its own. */
final class Server implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Application application;
    private final int port;
    private final Process process;
    private final Path log;
    private final Duration startTime;

    private Server(Application application, int port, Process process, Path log, long started) {
        this.application = application;
        this.port = port;
        this.process = process;
        this.log = log;
        // not only asked to end, which it would not hear while it stands still
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.startTime = Duration.ofNanos(awaitAnswer() - started);
    }

    /** Starts the application and waits for its first answer. */
    static Server start(Application application, Options options, int port) {
        requireFree(port);
        Path log = options.output().toAbsolutePath().resolveSibling(application.name() + ".log");
        try {
            log.getParent().toFile().mkdirs();
            ProcessBuilder builder = new ProcessBuilder(Machine.onFirstProcessor(application.command(options, port)))
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            long started = System.nanoTime();
            return new Server(application, port, builder.start(), log, started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireFree(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
        } catch (IOException e) {
            return;
        }
        throw new IllegalStateException("Port " + port + " is taken; choose another one with --port");
    }

    private long awaitAnswer() {
        long limit = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < limit && process.isAlive()) {
            if (answers()) {
                return System.nanoTime();
            }
            pause();
        }
        close();
        throw new IllegalStateException(application.name() + " did not start, see " + log);
    }

    /** Without a client that would load the machine while the server starts. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(8), StandardCharsets.US_ASCII).equals("HTTP/1.1");
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    String name() {
        return application.name();
    }

    /** From the start of the process to its first answer. */
    Duration startTime() {
        return startTime;
    }

    /** {@code taskset} becomes the program that it starts, so this is the process of Java. */
    long pid() {
        return process.pid();
    }

    /** Has the process stand still, or go on. */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("Could not send " + name + " to " + application.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Processor time of all threads since the start. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
