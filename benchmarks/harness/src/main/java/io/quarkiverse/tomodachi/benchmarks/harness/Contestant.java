package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A server that is started again and again, what it can be asked for, and what was measured of it. */
final class Contestant implements Participant<Load> {

    private final String name;
    private final Supplier<Server> start;
    private final Set<Load> loads;
    private final Wrk wrk;
    private final Options options;
    private final Map<Load, Figures> figures = new LinkedHashMap<>();
    private Server server;
    private Allocations allocations;

    Contestant(String name, Supplier<Server> start, Set<Load> loads, Wrk wrk, Options options) {
        this.name = name;
        this.start = start;
        this.loads = loads;
        this.wrk = wrk;
        this.options = options;
    }

    @Override
    public void start() {
        server = start.get();
        allocations = new Allocations(server.pid());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean takes(Load load) {
        return loads.contains(load);
    }

    @Override
    public void warmUp(Load load) {
        wrk.run(server.url(load.path()), load, options.warmup());
    }

    @Override
    public void measure(Load load) {
        figures(load).measure(wrk, server, allocations, load, options.seconds());
    }

    Figures figures(Load load) {
        return figures.computeIfAbsent(load, ignored -> new Figures());
    }

    @Override
    public void close() {
        if (allocations != null) {
            allocations.close();
        }
        if (server != null) {
            server.close();
        }
        allocations = null;
        server = null;
    }
}
