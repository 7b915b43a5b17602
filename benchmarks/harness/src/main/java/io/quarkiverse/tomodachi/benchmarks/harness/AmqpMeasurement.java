package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same messages to clients of several kinds, from and to the same broker. */
final class AmqpMeasurement {

    private static final String RAW = "raw";
    private static final String OURS = "tomodachi";
    private static final int VIRTUAL_THREADS = 21;

    private final Options options;
    private final Report report;

    AmqpMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        List<AmqpLoad> loads = loads();
        try (Broker broker = new Broker(options.rabbitmq())) {
            report.line("%s; %d messages of %d bytes, %d of %d bytes".formatted(broker.version(), options.messages(),
                    AmqpLoad.SMALL, new AmqpLoad(AmqpLoad.PUBLISH, AmqpLoad.LARGE).messages(options), AmqpLoad.LARGE));
            List<Client> clients = new ArrayList<>();
            for (Application application : applications(broker)) {
                clients.add(new Client(application, options, options.port() + clients.size(), taken(application, loads),
                        broker));
            }
            new Rounds<AmqpLoad>(options).run(clients, loads);
            figures(clients, loads);
            ratios(clients, loads, RAW, "same case");
            ratios(clients, loads, OURS, "same case");
            direct(clients, loads);
        }
    }

    private List<AmqpLoad> loads() {
        List<AmqpLoad> chosen = AmqpLoad.all().stream().filter(load -> options.includes(load.name())).toList();
        if (Runtime.version().feature() >= VIRTUAL_THREADS) {
            return chosen;
        }
        if (chosen.stream().anyMatch(AmqpLoad::needsVirtualThreads)) {
            report.line("Left out: virtual threads, which Java %d does not have; set JAVA_HOME to version %d or later"
                    .formatted(Runtime.version().feature(), VIRTUAL_THREADS));
        }
        return chosen.stream().filter(load -> !load.needsVirtualThreads()).toList();
    }

    private List<Application> applications(Broker broker) {
        return Stream.of(program(RAW, broker), quarkus("smallrye", broker), program("spring", broker), quarkus(OURS, broker))
                .filter(application -> options.measures(application.name().substring("amqp-".length()))).toList();
    }

    private Application program(String name, Broker broker) {
        return new Application("amqp-" + name,
                options.applications().resolve("amqp-%s/target/amqp-%s.jar".formatted(name, name)),
                List.of(broker.properties()));
    }

    private Application quarkus(String name, Broker broker) {
        return Application.quarkus(options.applications(), "amqp-" + name, broker.properties());
    }

    /** A consumer of Spring is always a thread on which code may block. */
    private static Set<AmqpLoad> taken(Application application, List<AmqpLoad> loads) {
        return loads.stream()
                .filter(load -> !application.name().equals("amqp-spring") || !load.handlers().equals("consume"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void figures(List<Client> clients, List<AmqpLoad> loads) {
        List<List<String>> rows = new ArrayList<>();
        for (AmqpLoad load : loads) {
            for (Client client : clients) {
                if (client.takes(load)) {
                    rows.add(HttpMeasurement.row(List.of(load.name(), client.name()), client.figures(load).cells()));
                }
            }
        }
        report.table("Figures: median (minimum - maximum) of the rounds",
                HttpMeasurement.row(List.of("case", "client"), AmqpFigures.HEADER), rows);
    }

    private void ratios(List<Client> clients, List<AmqpLoad> loads, String to, String what) {
        clients.stream().filter(client -> client.name().equals(to)).findFirst().ifPresent(base -> {
            List<List<String>> rows = new ArrayList<>();
            for (AmqpLoad load : loads) {
                for (Client client : clients) {
                    if (client != base && client.takes(load) && base.takes(load)) {
                        rows.add(HttpMeasurement.row(List.of(load.name(), client.name() + " / " + to),
                                client.figures(load).ratios(base.figures(load))));
                    }
                }
            }
            table("Ratios to " + to + ", " + what, rows);
        });
    }

    /** To what the client library does in the simplest way, whatever threads the handlers run on. */
    private void direct(List<Client> clients, List<AmqpLoad> loads) {
        clients.stream().filter(client -> client.name().equals(RAW)).findFirst().ifPresent(raw -> {
            List<List<String>> rows = new ArrayList<>();
            for (AmqpLoad load : loads) {
                AmqpLoad direct = load.direct();
                for (Client client : clients) {
                    if (!direct.equals(load) && loads.contains(direct) && client.takes(load)) {
                        rows.add(HttpMeasurement.row(List.of(load.name(), client.name() + " / " + RAW + " " + direct.name()),
                                client.figures(load).ratios(raw.figures(direct))));
                    }
                }
            }
            table("Ratios to " + RAW + " without threads for handlers", rows);
        });
    }

    private void table(String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            report.table(title + ": median (minimum - maximum) of the rounds",
                    List.of("case", "of", "messages/s", "CPU/message", "bytes/message"), rows);
        }
    }
}
