package io.quarkiverse.tomodachi.benchmarks.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured, how long and with what.
 *
 * @param forks how often the servers are started
 * @param rounds how often each figure is taken of a started server; at the measurement of starts, how many there are
 * @param seconds the length of the load in a round
 * @param warmup the length of the load before the first round, in seconds
 * @param warmups how often messages are handled as in a round before the first round
 * @param connections the keep-alive connections of the load
 * @param port the port of the first server, the others follow
 * @param only the servers to measure, empty for all
 * @param cases the cases to measure, empty for all
 * @param counts the numbers of handlers to measure
 * @param messages how many messages of 300 bytes are sent in a round; of larger ones it is the half
 * @param rabbitmq the URI of the broker, {@code null} where none is needed
 * @param endpoint the URI of the endpoint of SNS and SQS, {@code null} where none is needed
 * @param endpointName what that is
 */
record Options(String measurement, Path applications, Path output, int forks, int rounds, int seconds, int warmup,
        int warmups, int connections, int port, List<String> only, List<String> cases, List<Integer> counts,
        List<String> javaOptions,
        int messages, String rabbitmq, String endpoint, String endpointName) {

    static Options parse(String[] args) {
        String measurement = args[0];
        Path home = Path.of(args[1]);
        boolean startup = measurement.equals("startup");
        Path output = home.resolve("target/" + measurement + ".md");
        boolean schedules = measurement.equals("schedules");
        int forks = startup || measurement.equals("queues") ? 1 : 5;
        int rounds = startup ? 10 : measurement.equals("queues") ? 5 : 1;
        int seconds = schedules ? 120 : 3;
        int warmup = schedules ? 70 : 3;
        int warmups = 1;
        int connections = 32;
        int port = 18080;
        List<String> only = List.of();
        List<String> cases = List.of();
        List<Integer> counts = measurement.equals("queues") ? List.of(10, 100, 1000) : List.of(10, 100, 1000, 10000);
        int messages = 30_000;
        List<String> unconfirmed = List.of();
        String rabbitmq = null;
        String endpoint = null;
        String endpointName = null;
        List<String> javaOptions = startup ? List.of("-Xmx256m") : List.of("-Xms256m", "-Xmx256m");
        for (int i = 2; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> {
                    forks = 1;
                    rounds = startup ? 2 : 1;
                    messages = 10_000;
                    seconds = schedules ? 60 : 1;
                    warmup = schedules ? 5 : 1;
                    counts = List.of(10, 100);
                }
                case "--forks" -> forks = Integer.parseInt(args[++i]);
                case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                case "--seconds" -> seconds = Integer.parseInt(args[++i]);
                case "--warmup" -> warmup = Integer.parseInt(args[++i]);
                case "--warmups" -> warmups = Integer.parseInt(args[++i]);
                case "--connections" -> connections = Integer.parseInt(args[++i]);
                case "--port" -> port = Integer.parseInt(args[++i]);
                case "--only" -> only = List.of(args[++i].split(","));
                case "--cases" -> cases = List.of(args[++i].split(","));
                case "--handlers" -> counts = List.of(args[++i].split(",")).stream().map(Integer::valueOf).toList();
                case "--java-options" -> javaOptions = List.of(args[++i].split(" "));
                case "--unconfirmed" -> unconfirmed = unconfirmed(Integer.parseInt(args[++i]));
                case "--messages" -> messages = Integer.parseInt(args[++i]);
                case "--rabbitmq" -> rabbitmq = args[++i];
                case "--endpoint" -> endpoint = args[++i];
                case "--endpoint-name" -> endpointName = args[++i];
                case "--output" -> output = Path.of(args[++i]);
                default -> throw new IllegalArgumentException("There is no option '" + args[i] + "'");
            }
        }
        return new Options(measurement, home.resolve("apps"), output, forks, rounds, seconds, warmup, warmups, connections,
                port, only,
                cases, counts, Stream.concat(javaOptions.stream(), unconfirmed.stream()).toList(), messages,
                rabbitmq, endpoint, endpointName);
    }

    private static List<String> unconfirmed(int most) {
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException("--unconfirmed is from 1 to 1000");
        }
        return List.of("-Dunconfirmed=" + most);
    }

    boolean measures(String server) {
        return only.isEmpty() || only.contains(server);
    }

    boolean includes(String load) {
        return cases.isEmpty() || cases.contains(load);
    }
}
