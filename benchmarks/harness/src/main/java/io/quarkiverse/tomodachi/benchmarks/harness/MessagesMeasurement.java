package io.quarkiverse.tomodachi.benchmarks.harness;

import static io.quarkiverse.tomodachi.benchmarks.harness.HttpMeasurement.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.tomodachi.benchmarks.harness.MessageFigures.Figure;

/** The same messages to clients of several kinds, from and to the same broker. */
abstract class MessagesMeasurement {

    static final String RAW = "raw";
    static final String OURS = "tomodachi";
    private static final int VIRTUAL_THREADS = 21;

    final Options options;
    final Report report;

    MessagesMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** Connects to what is named in the options. */
    abstract MessageBroker broker();

    abstract List<MessageLoad> cases();

    /** Those that were not left out. */
    abstract List<Application> applications(MessageBroker broker);

    /** Whether an application can do that at all. */
    abstract boolean takes(Application application, MessageLoad load);

    abstract List<Figure> figures();

    /** The clients that the others are compared with. */
    abstract List<String> bases();

    void run() {
        List<MessageLoad> loads = loads();
        try (MessageBroker broker = broker()) {
            report.line(loads.stream().map(MessageLoad::size).distinct().map(size -> "%d messages of %d bytes"
                    .formatted(new MessageLoad(RAW, size).messages(options), size))
                    .collect(Collectors.joining(", ", broker.version() + "; ", "")));
            List<Client> clients = new ArrayList<>();
            for (Application application : applications(broker)) {
                Set<MessageLoad> taken = loads.stream().filter(load -> takes(application, load))
                        .collect(Collectors.toUnmodifiableSet());
                clients.add(new Client(application, options, options.port() + clients.size(), taken, broker));
            }
            new Rounds<MessageLoad>(options).run(clients, loads);
            tables(clients, loads);
        }
    }

    private List<MessageLoad> loads() {
        List<MessageLoad> chosen = cases().stream().filter(load -> options.includes(load.name())).toList();
        if (Runtime.version().feature() >= VIRTUAL_THREADS) {
            return chosen;
        }
        if (chosen.stream().anyMatch(MessageLoad::needsVirtualThreads)) {
            report.line("Left out: virtual threads, which Java %d does not have; set JAVA_HOME to version %d or later"
                    .formatted(Runtime.version().feature(), VIRTUAL_THREADS));
        }
        return chosen.stream().filter(load -> !load.needsVirtualThreads()).toList();
    }

    void tables(List<Client> clients, List<MessageLoad> loads) {
        figures(clients, loads);
        for (String base : bases()) {
            ratios(clients, loads, base);
        }
        ratios(clients, loads, OURS);
        direct(clients, loads);
    }

    private void figures(List<Client> clients, List<MessageLoad> loads) {
        List<List<String>> rows = new ArrayList<>();
        for (MessageLoad load : loads) {
            for (Client client : clients) {
                if (client.takes(load)) {
                    rows.add(row(List.of(load.name(), client.name()), client.figures(load).cells(figures())));
                }
            }
        }
        report.table("Figures: median (minimum - maximum) of the rounds",
                row(List.of("case", "client"), figures().stream().map(Figure::title).toList()), rows);
    }

    private void ratios(List<Client> clients, List<MessageLoad> loads, String to) {
        clients.stream().filter(client -> client.name().equals(to)).findFirst().ifPresent(base -> {
            List<List<String>> rows = new ArrayList<>();
            for (MessageLoad load : loads) {
                for (Client client : clients) {
                    if (client != base && client.takes(load) && base.takes(load)) {
                        rows.add(row(List.of(load.name(), client.name() + " / " + to),
                                client.figures(load).ratios(base.figures(load), figures())));
                    }
                }
            }
            table("Ratios to " + to + ", same case", rows);
        });
    }

    /** To what the client library does in the simplest way, whatever threads the handlers run on. */
    private void direct(List<Client> clients, List<MessageLoad> loads) {
        clients.stream().filter(client -> client.name().equals(RAW)).findFirst().ifPresent(base -> {
            List<List<String>> rows = new ArrayList<>();
            for (MessageLoad load : loads) {
                MessageLoad direct = load.direct();
                for (Client client : clients) {
                    if (!direct.equals(load) && loads.contains(direct) && client.takes(load)) {
                        rows.add(row(List.of(load.name(), client.name() + " / " + RAW + " " + direct.name()),
                                client.figures(load).ratios(base.figures(direct), figures())));
                    }
                }
            }
            table("Ratios to " + RAW + " without threads for handlers", rows);
        });
    }

    private void table(String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            report.table(title + ": median (minimum - maximum) of the rounds",
                    row(List.of("case", "of"), figures().stream().map(Figure::ratioTitle).toList()), rows);
        }
    }
}
