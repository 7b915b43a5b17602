package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads a server with wrk: every connection sends the next request when it has the answer of the last one. */
final class Wrk implements AutoCloseable {

    private static final String RESULT = "result ";

    private final int connections;
    private final Path folder;

    Wrk(int connections) {
        this.connections = connections;
        try {
            folder = Files.createTempDirectory("wrk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param micros the time that was loaded, in microseconds
     * @param p50 median of the response times in microseconds
     * @param p99 99th percentile of the response times in microseconds
     */
    record Result(long requests, long micros, long p50, long p99) {

        double requestsPerSecond() {
            return requests * 1e6 / micros;
        }
    }

    Result run(String url, Load load, int seconds) {
        try {
            Path script = folder.resolve(load.name() + ".lua");
            Files.writeString(script, script(load));
            Process wrk = new ProcessBuilder(Machine.onSecondProcessor(List.of("wrk", "-t", "1", "-c",
                    String.valueOf(connections), "-d", seconds + "s", "-s", script.toString(), url)))
                    .redirectErrorStream(true).start();
            String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (wrk.waitFor() != 0) {
                throw new IllegalStateException("wrk failed:\n" + output);
            }
            return parse(url, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Result parse(String url, String output) {
        String[] figures = output.lines().filter(line -> line.startsWith(RESULT)).findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk told no result:\n" + output))
                .substring(RESULT.length()).split(" ");
        if (!figures[4].equals("0") || figures[0].equals("0")) {
            throw new IllegalStateException(url + " was not answered as it should be:\n" + output);
        }
        return new Result(Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]),
                Long.parseLong(figures[3]));
    }

    private static String script(Load load) {
        String request = load.body() == null ? "" : """
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/json"
                wrk.body = '%s'
                """.formatted(load.body());
        return request + """
                done = function(summary, latency, requests)
                    local e = summary.errors
                    io.write(string.format("%s%%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
                        latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
                end
                """.formatted(RESULT);
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
