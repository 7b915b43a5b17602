package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Applications with more and more handlers, asked for the one that was declared last. */
final class HandlersMeasurement {

    private final Options options;
    private final Report report;

    HandlersMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        try (Wrk wrk = new Wrk(options.connections())) {
            run(wrk);
        }
    }

    private void run(Wrk wrk) {
        List<List<String>> figures = new ArrayList<>();
        List<List<String>> ratios = new ArrayList<>();
        List<Contestant> contestants = new ArrayList<>();
        for (int count : options.counts()) {
            for (Application application : List.of(ours(count), router(count))) {
                if (options.measures(application.name().replaceAll("-\\d+$", ""))) {
                    int port = options.port() + contestants.size();
                    contestants.add(new Contestant(application.name(), () -> Server.start(application, options, port),
                            Set.of(last(count)), wrk, options));
                }
            }
        }
        new Rounds<Load>(options).run(contestants, options.counts().stream().map(HandlersMeasurement::last).toList());
        for (Contestant contestant : contestants) {
            Figures own = contestant.figures(loadOf(contestant));
            figures.add(HttpMeasurement.row(List.of(contestant.name()), own.cells()));
            Contestant fewest = contestants.stream().filter(other -> kind(other).equals(kind(contestant))).findFirst()
                    .orElseThrow();
            ratios.add(HttpMeasurement.row(List.of(contestant.name() + " / " + fewest.name()),
                    own.ratios(fewest.figures(loadOf(fewest)))));
        }
        report.table("Figures: median (minimum - maximum) of the rounds",
                HttpMeasurement.row(List.of("handlers"), Figures.HEADER), figures);
        report.table("Ratios: median (minimum - maximum) of the rounds",
                List.of("of", "requests/s", "CPU/request", "bytes/request"), ratios);
    }

    private Application ours(int count) {
        return new Application("tomodachi-" + count,
                options.applications().resolve("handlers/target/" + count + "/quarkus-app/quarkus-run.jar"), List.of());
    }

    private Application router(int count) {
        return new Application("route-" + count, Application.quarkus(options.applications(), "route").jar(),
                List.of("routes=" + count));
    }

    private static Load last(int count) {
        return new Load("last-of-" + count, "/resource-%05d/42".formatted(count - 1), null);
    }

    private static Load loadOf(Contestant contestant) {
        return last(Integer.parseInt(contestant.name().replaceAll(".*-", "")));
    }

    private static String kind(Contestant contestant) {
        return contestant.name().replaceAll("-\\d+$", "");
    }
}
