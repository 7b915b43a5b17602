package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A client of a broker that is started again and again, and what was measured of it. */
final class Client implements Participant<MessageLoad> {

    private final Application application;
    private final Options options;
    private final int port;
    private final Set<MessageLoad> loads;
    private final MessageBroker broker;
    private final Map<MessageLoad, MessageFigures> figures = new LinkedHashMap<>();

    private Server process;
    private ControlClient control;
    private Allocations allocations;

    Client(Application application, Options options, int port, Set<MessageLoad> loads, MessageBroker broker) {
        this.application = application;
        this.options = options;
        this.port = port;
        this.loads = loads;
        this.broker = broker;
    }

    @Override
    public String name() {
        return application.name().replaceFirst("^[^-]*-", "");
    }

    @Override
    public void start() {
        broker.prepare(consumed(), sink());
        process = Server.start(application, options, port);
        control = new ControlClient(name(), process);
        consumed().forEach(broker::awaitConsumer);
        allocations = new Allocations(process.pid());
    }

    @Override
    public boolean takes(MessageLoad load) {
        return loads.contains(load);
    }

    @Override
    public void warmUp(MessageLoad load) {
        for (int i = 0; i < options.warmups(); i++) {
            perform(load, new MessageFigures());
        }
    }

    @Override
    public void measure(MessageLoad load) {
        perform(load, figures(load));
    }

    MessageFigures figures(MessageLoad load) {
        return figures.computeIfAbsent(load, ignored -> new MessageFigures());
    }

    private void perform(MessageLoad load, MessageFigures into) {
        int messages = load.messages(options);
        Map<String, Long> calls = broker.calls(subject(load));
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
        if (!load.publishes()) {
            broker.awaitSettled(queue(load));
        }
        into.add(messages, nanos, cpu.used(), allocations.end());
        addCalls(load, messages, calls, into);
        check(load, messages, answer);
    }

    private void addCalls(MessageLoad load, int messages, Map<String, Long> before, MessageFigures into) {
        Map<String, Long> made = new TreeMap<>(broker.calls(subject(load)));
        before.forEach((action, count) -> made.merge(action, -count, Long::sum));
        if (!made.isEmpty()) {
            into.addCalls(messages, made);
        }
    }

    /** What the calls to be counted are about. */
    private String subject(MessageLoad load) {
        return load.publishes() ? sink() : queue(load);
    }

    /** A queue that fills while the client stands still is handed to it at full speed when it goes on. */
    private void fillWhileStopped(MessageLoad load, int messages) {
        process.signal("STOP");
        try {
            broker.fill(queue(load), messages, load.size());
        } catch (RuntimeException e) {
            process.signal("CONT");
            throw e;
        }
    }

    private void check(MessageLoad load, int messages, String answer) {
        String expected = messages + " " + (long) messages * load.size();
        if (!answer.equals(expected)) {
            throw new IllegalStateException("%s did with %s: '%s' messages and bytes, expected were '%s'"
                    .formatted(name(), load.name(), answer, expected));
        }
        if (load.publishes() || load.forwards()) {
            broker.requireLeft(sink(), messages);
            broker.empty(sink());
        }
    }

    private List<String> consumed() {
        return loads.stream().filter(load -> !load.publishes()).map(this::queue).distinct().toList();
    }

    private String queue(MessageLoad load) {
        return broker.name(application.name(), load.handlers());
    }

    private String sink() {
        return broker.name(application.name(), "sink");
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
