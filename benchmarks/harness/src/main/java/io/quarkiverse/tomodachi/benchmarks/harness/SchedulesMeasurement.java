package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How much later than planned scheduled methods are called. */
final class SchedulesMeasurement {

    private static final List<String> HEADER = List.of("scheduler", "case", "calls", "p50 ms", "p99 ms", "max ms", "CPU ms/s");

    private final Options options;
    private final Report report;
    private final HttpClient client = HttpClient.newHttpClient();

    SchedulesMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        List<List<String>> rows = new ArrayList<>();
        int schedules = options.counts().get(options.counts().size() - 1);
        for (String load : List.of("spread", "at-once")) {
            for (Application application : applications(schedules, load)) {
                if (options.includes(load) && options.measures(application.name())) {
                    Rounds.progress(application.name() + ", " + load);
                    rows.add(measure(application, load));
                }
            }
        }
        report.table(schedules + " schedules, each once a minute, over " + options.seconds() + " seconds", HEADER, rows);
    }

    private List<Application> applications(int schedules, String load) {
        String second = load.equals("at-once") ? "benchmark.second=30" : "benchmark.none=";
        return List.of(
                new Application("tomodachi",
                        options.applications().resolve("schedules/target/" + schedules + "/quarkus-app/quarkus-run.jar"),
                        List.of(second)),
                new Application("quarkus",
                        options.applications().resolve("schedules-quarkus/target/quarkus-app/quarkus-run.jar"),
                        List.of(second, "benchmark.schedules=" + schedules)));
    }

    private List<String> measure(Application application, String load) {
        try (Server server = Server.start(application, options, options.port())) {
            sleep(options.warmup());
            lateness(server);
            Duration before = server.cpu();
            sleep(options.seconds());
            String[] figures = lateness(server).split(" ");
            double cpu = server.cpu().minus(before).toMillis() / (double) options.seconds();
            return List.of(application.name(), load, figures[0], millis(figures[1]), millis(figures[2]), millis(figures[3]),
                    "%.1f".formatted(cpu));
        }
    }

    private static String millis(String micros) {
        return "%.2f".formatted(Long.parseLong(micros) / 1000.0);
    }

    private String lateness(Server server) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(server.url("/lateness"))).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("No figures", e);
        }
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
