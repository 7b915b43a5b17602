package io.quarkiverse.tomodachi.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.benchmarks.harness.MessageFigures.Figure;

/** Clients of SNS and SQS. */
final class AwsMeasurement extends MessagesMeasurement {

    private static final String RAW_CRT = RAW + "-crt";
    private static final String RAW_ALIKE = RAW + "-alike";
    private static final String RAW_QUARKUS = RAW + "-quarkus";
    /** Which the SDK has for queues alone. */
    private static final String RAW_MANAGER = RAW + "-manager";
    private static final String PREFIX = "aws-";
    private static final String SMALLRYE = "smallrye";
    /** Which SmallRye has no connector for. */
    private static final String PUBLISH_TO_TOPIC = "publish";
    private static final String SEND_TO_QUEUE = "send";
    /** What a call takes; the raw client sends full ones alone. */
    private static final int BATCH = 10;

    AwsMeasurement(Options options, Report report) {
        super(options, report);
        if (options.messages() % (2 * BATCH) != 0) {
            throw new IllegalArgumentException("--messages has to be a multiple of " + 2 * BATCH);
        }
    }

    @Override
    MessageBroker broker() {
        return new AwsEndpoint(options.endpoint(), options.endpointName());
    }

    @Override
    List<MessageLoad> cases() {
        return MessageLoad.all(List.of("consume", "consume-worker", "consume-virtual", SEND_TO_QUEUE, PUBLISH_TO_TOPIC));
    }

    @Override
    List<Application> applications(MessageBroker broker) {
        Path folder = options.applications();
        Application raw = Application.program(folder, PREFIX + RAW, broker.properties());
        return Stream
                .of(raw, raw.with(PREFIX + RAW_CRT, "variant=crt"),
                        raw.with(PREFIX + RAW_ALIKE, "variant=alike"),
                        raw.with(PREFIX + RAW_MANAGER, "variant=manager"),
                        Application.quarkus(folder, PREFIX + RAW_QUARKUS, broker.properties()),
                        Application.quarkus(folder, PREFIX + SMALLRYE, broker.properties()),
                        Application.program(folder, PREFIX + "spring", broker.properties()),
                        Application.quarkus(folder, PREFIX + OURS, broker.properties()))
                .filter(application -> options.measures(name(application))).toList();
    }

    private static String name(Application application) {
        return application.name().substring(PREFIX.length());
    }

    @Override
    boolean takes(Application application, MessageLoad load) {
        return switch (name(application)) {
            case SMALLRYE -> !load.handlers().equals(PUBLISH_TO_TOPIC);
            case RAW_MANAGER -> load.handlers().equals(SEND_TO_QUEUE);
            default -> true;
        };
    }

    @Override
    List<Figure> figures() {
        return List.of(Figure.RATE, Figure.CPU, Figure.COMPILED, Figure.BYTES, Figure.CALLS);
    }

    @Override
    List<String> bases() {
        return List.of(RAW, RAW_ALIKE, RAW_QUARKUS, RAW_CRT);
    }

    @Override
    void tables(List<Client> clients, List<MessageLoad> loads) {
        super.tables(clients, loads);
        List<List<String>> rows = new ArrayList<>();
        for (MessageLoad load : loads) {
            for (Client client : clients) {
                String actions = client.figures(load).actions();
                if (!actions.isEmpty()) {
                    rows.add(List.of(load.name(), client.name(), actions));
                }
            }
        }
        if (!rows.isEmpty()) {
            report.table("Calls per message: median (minimum - maximum) of the rounds", List.of("case", "client", "calls"),
                    rows);
        }
    }
}
