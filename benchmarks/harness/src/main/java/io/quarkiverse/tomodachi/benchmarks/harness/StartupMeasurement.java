package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long applications take to their first answer, and what they hold then. */
final class StartupMeasurement {

    private static final List<String> HEADER = List.of("first answer ms", "CPU ms", "RSS MB", "classes");

    private final Options options;
    private final Report report;

    StartupMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        List<Application> applications = List.of(Application.quarkus(options.applications(), "startup-plain"),
                Application.quarkus(options.applications(), "startup-tomodachi"),
                Application.quarkus(options.applications(), "startup-extensions"));
        List<List<Series>> figures = new ArrayList<>();
        applications.forEach(application -> figures
                .add(List.of(new Series(), new Series(), new Series(), new Series())));
        // the first round only warms the caches of the file system
        for (int round = 0; round <= options.rounds(); round++) {
            Rounds.progress("round " + round + " of " + options.rounds());
            for (int i = 0; i < applications.size(); i++) {
                List<Double> values = measure(applications.get(i));
                for (int figure = 0; round > 0 && figure < values.size(); figure++) {
                    figures.get(i).get(figure).add(values.get(figure));
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> ratios = new ArrayList<>();
        for (int i = 0; i < applications.size(); i++) {
            List<Series> own = figures.get(i);
            rows.add(HttpMeasurement.row(List.of(applications.get(i).name()), own.stream().map(s -> s.text(0)).toList()));
            List<String> cells = new ArrayList<>(List.of(applications.get(i).name() + " / startup-plain"));
            for (int figure = 0; figure < own.size(); figure++) {
                cells.add(own.get(figure).over(figures.get(0).get(figure)).text(3));
            }
            ratios.add(cells);
        }
        report.table("Figures: median (minimum - maximum) of the rounds",
                HttpMeasurement.row(List.of("application"), HEADER), rows);
        report.table("Ratios: median (minimum - maximum) of the rounds", HttpMeasurement.row(List.of("of"), HEADER), ratios);
    }

    private List<Double> measure(Application application) {
        try (Server server = Server.start(application, options, options.port())) {
            return List.of(server.startTime().toNanos() / 1e6, server.cpu().toNanos() / 1e6,
                    new ProcessFacts(server.pid()).residentMegabytes(),
                    loadedClasses(server.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the counters that every JVM shares, so that asking loads nothing. */
    private static double loadedClasses(long pid) throws IOException {
        Process jstat = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jstat").toString(), "-class",
                String.valueOf(pid)).redirectErrorStream(true).start();
        String output = new String(jstat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Double.parseDouble(output.lines().skip(1).findFirst().orElseThrow(() -> new IOException(output)).trim()
                .split("\\s+")[0]);
    }
}
