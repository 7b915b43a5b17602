package io.quarkiverse.tomodachi.benchmarks.harness;

import java.nio.file.Files;

/** Runs one of the measurements; {@code benchmarks/run} has built what it needs. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        Report report = new Report();
        report.line(Machine.describe(options));
        switch (options.measurement()) {
            case "http" -> new HttpMeasurement(options, report).run();
            case "handlers" -> new HandlersMeasurement(options, report).run();
            case "amqp" -> new AmqpMeasurement(options, report).run();
            case "aws" -> new AwsMeasurement(options, report).run();
            case "queues" -> new QueuesMeasurement(options, report).run();
            case "startup" -> new StartupMeasurement(options, report).run();
            case "schedules" -> new SchedulesMeasurement(options, report).run();
            default -> throw new IllegalArgumentException("There is no measurement '" + options.measurement() + "'");
        }
        System.out.println(report.text());
        Files.createDirectories(options.output().toAbsolutePath().getParent());
        Files.writeString(options.output(), report.markdown());
        System.out.println("As Markdown in " + options.output());
    }
}
