package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client of the broker that is started again and again, and what was measured of it. */
final class Client implements Participant<AmqpLoad> {

    private final Application application;
    private final Options options;
    private final int port;
    private final Set<AmqpLoad> loads;
    private final Broker broker;
    private final Map<AmqpLoad, AmqpFigures> figures = new LinkedHashMap<>();

    private Server process;
    private ControlClient control;
    private Allocations allocations;

    Client(Application application, Options options, int port, Set<AmqpLoad> loads, Broker broker) {
        this.application = application;
        this.options = options;
        this.port = port;
        this.loads = loads;
        this.broker = broker;
    }

    @Override
    public String name() {
        return application.name().replaceFirst("^amqp-", "");
    }

    @Override
    public void start() {
        broker.delete(consumed());
        broker.declareSink(sink());
        process = Server.start(application, options, port);
        control = new ControlClient(name(), process);
        consumed().forEach(broker::awaitConsumer);
        allocations = new Allocations(process.pid());
    }

    @Override
    public boolean takes(AmqpLoad load) {
        return loads.contains(load);
    }

    @Override
    public void warmUp(AmqpLoad load) {
        perform(load, new AmqpFigures());
    }

    @Override
    public void measure(AmqpLoad load) {
        perform(load, figures(load));
    }

    AmqpFigures figures(AmqpLoad load) {
        return figures.computeIfAbsent(load, ignored -> new AmqpFigures());
    }

    private void perform(AmqpLoad load, AmqpFigures into) {
        int messages = load.messages(options);
        allocations.begin();
        ProcessorTime cpu = ProcessorTime.begin(process);
        long begun;
        String answer;
        if (load.publishes()) {
            begun = System.nanoTime();
            answer = control.ask("/%s?messages=%d&size=%d".formatted(load.handlers(), messages, load.size()));
        } else {
            control.ask("/expect?case=%s&messages=%d".formatted(load.handlers(), messages));
            fillWhileStopped(load, messages);
            begun = System.nanoTime();
            process.signal("CONT");
            answer = control.ask("/await?case=" + load.handlers());
        }
        long nanos = System.nanoTime() - begun;
        long used = cpu.nanos();
        into.add(messages, nanos, used, allocations.end());
        check(load, messages, answer);
    }

    /** A queue that fills while the client stands still is handed to it at full speed when it goes on. */
    private void fillWhileStopped(AmqpLoad load, int messages) {
        process.signal("STOP");
        try {
            broker.fill(queue(load), messages, load.size());
        } catch (RuntimeException e) {
            process.signal("CONT");
            throw e;
        }
    }

    private void check(AmqpLoad load, int messages, String answer) {
        String expected = messages + " " + (long) messages * load.size();
        if (!answer.equals(expected)) {
            throw new IllegalStateException("%s did with %s: '%s' messages and bytes, expected were '%s'"
                    .formatted(name(), load.name(), answer, expected));
        }
        if (load.publishes() || load.forwards()) {
            broker.requireLeft(sink(), messages);
            broker.purge(sink());
        }
    }

    private List<String> consumed() {
        return loads.stream().filter(load -> !load.publishes()).map(this::queue).distinct().toList();
    }

    private String queue(AmqpLoad load) {
        return "benchmark." + application.name() + "." + load.handlers();
    }

    private String sink() {
        return "benchmark." + application.name() + ".sink";
    }

    /** What was handled must have been acknowledged as well: nothing comes back to the queues. */
    @Override
    public void close() {
        if (allocations != null) {
            allocations.close();
        }
        if (process != null) {
            process.close();
            consumed().forEach(queue -> broker.requireLeft(queue, 0));
        }
        broker.delete(consumed());
        broker.delete(List.of(sink()));
        allocations = null;
        process = null;
    }
}
