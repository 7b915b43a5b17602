package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Applications with more and more queues: what they need to consume from all of them. */
final class QueuesMeasurement {

    private static final List<String> HEADER = List.of("consuming ms", "CPU ms", "RSS MB", "threads", "connections",
            "messages handled");

    private final Options options;
    private final Report report;

    QueuesMeasurement(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        try (Broker broker = new Broker(options.rabbitmq())) {
            report.line(broker.version());
            List<List<Series>> figures = options.counts().stream()
                    .map(count -> IntStream.range(0, HEADER.size()).mapToObj(i -> new Series()).toList()).toList();
            // the first round only warms the caches of the file system
            for (int round = 0; round <= options.rounds(); round++) {
                Rounds.progress("round " + round + " of " + options.rounds());
                for (int i = 0; i < figures.size(); i++) {
                    List<Double> values = measure(options.counts().get(i), broker);
                    for (int figure = 0; round > 0 && figure < values.size(); figure++) {
                        figures.get(i).get(figure).add(values.get(figure));
                    }
                }
            }
            report(figures);
        }
    }

    private void report(List<List<Series>> figures) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            rows.add(HttpMeasurement.row(List.of("tomodachi-" + options.counts().get(i)),
                    figures.get(i).stream().map(series -> series.text(0)).toList()));
        }
        report.table("Figures: median (minimum - maximum) of the rounds",
                HttpMeasurement.row(List.of("queues"), HEADER), rows);
    }

    private List<Double> measure(int count, Broker broker) {
        Application application = new Application("amqp-queues-" + count,
                options.applications().resolve("amqp-queues/target/" + count + "/quarkus-app/quarkus-run.jar"),
                broker.properties());
        List<String> queues = IntStream.range(0, count).mapToObj("benchmark.queues.%05d"::formatted).toList();
        broker.delete(queues);
        long begun = System.nanoTime();
        try (Server process = Server.start(application, options, options.port())) {
            queues.forEach(broker::awaitConsumer);
            double consuming = (System.nanoTime() - begun) / 1e6;
            double cpu = process.cpu().toNanos() / 1e6;
            ControlClient control = new ControlClient(application.name(), process);
            control.ask("/expect?case=queues&messages=" + count);
            queues.forEach(queue -> broker.fill(queue, 1, MessageLoad.SMALL));
            String answer = control.ask("/await?case=queues");
            if (!answer.equals(count + " " + (long) count * MessageLoad.SMALL)) {
                throw new IllegalStateException("Of " + count + " messages these were handled: " + answer);
            }
            ProcessFacts facts = new ProcessFacts(process.pid());
            return List.of(consuming, cpu, facts.residentMegabytes(), (double) facts.threads(),
                    (double) facts.connections(broker.port()), (double) count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            broker.delete(queues);
        }
    }
}
