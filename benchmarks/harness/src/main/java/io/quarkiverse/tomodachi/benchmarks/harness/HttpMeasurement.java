package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The same requests to servers of several kinds. */
final class HttpMeasurement {

    private static final String OURS = "tomodachi";

    private final Options options;
    private final Report report;

    HttpMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        try (Wrk wrk = new Wrk(options.connections())) {
            run(wrk);
        }
    }

    private void run(Wrk wrk) {
        List<Load> onEventLoop = List.of(Load.HELLO, Load.GROUP, Load.JSON);
        List<Load> loads = Stream.concat(onEventLoop.stream(), onEventLoop.stream().map(Load::onWorker))
                .filter(load -> options.includes(load.name())).toList();
        List<Contestant> contestants = new ArrayList<>();
        for (Application application : applications()) {
            // Vert.x alone leaves it to its user where code runs
            Set<Load> taken = Set.copyOf(application.name().equals("vertx") ? onEventLoop : loads);
            int port = options.port() + contestants.size();
            contestants.add(new Contestant(application.name(), () -> Server.start(application, options, port), taken,
                    wrk, options));
        }
        new Rounds<Load>(options).run(contestants, loads);
        figures(contestants, loads);
        ratios(contestants, loads);
    }

    private List<Application> applications() {
        return Stream
                .of(new Application("vertx", options.applications().resolve("vertx/target/vertx.jar"), List.of()),
                        Application.quarkus(options.applications(), "route"),
                        Application.quarkus(options.applications(), "rest"),
                        Application.quarkus(options.applications(), "reactive-routes"),
                        Application.quarkus(options.applications(), OURS))
                .filter(application -> options.measures(application.name())).toList();
    }

    private void figures(List<Contestant> contestants, List<Load> loads) {
        List<List<String>> rows = new ArrayList<>();
        for (Load load : loads) {
            for (Contestant contestant : contestants) {
                if (contestant.takes(load)) {
                    rows.add(row(List.of(load.name(), contestant.name()), contestant.figures(load).cells()));
                }
            }
        }
        report.table("Figures: median (minimum - maximum) of the rounds", row(List.of("case", "server"), Figures.HEADER), rows);
    }

    private void ratios(List<Contestant> contestants, List<Load> loads) {
        Contestant ours = contestants.stream().filter(contestant -> contestant.name().equals(OURS)).findFirst().orElse(null);
        if (ours == null) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Load load : loads) {
            for (Contestant other : contestants) {
                if (other != ours && other.takes(load)) {
                    rows.add(row(List.of(load.name(), OURS + " / " + other.name()),
                            ours.figures(load).ratios(other.figures(load))));
                }
            }
        }
        report.table("Ratios: median (minimum - maximum) of the rounds", List.of("case", "of", "requests/s", "CPU/request",
                "bytes/request"), rows);
    }

    static List<String> row(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
