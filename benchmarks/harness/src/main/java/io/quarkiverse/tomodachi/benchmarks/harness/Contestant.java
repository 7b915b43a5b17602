package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A server that is started again and again, what it can be asked for, and what was measured of it. */
final class Contestant implements AutoCloseable {

    private final String name;
    private final Supplier<Server> start;
    private final Set<Load> loads;
    private final Map<Load, Figures> figures = new LinkedHashMap<>();
    private Server server;
    private Allocations allocations;

    Contestant(String name, Supplier<Server> start, Set<Load> loads) {
        this.name = name;
        this.start = start;
        this.loads = loads;
    }

    void start() {
        server = start.get();
        allocations = new Allocations(server.pid());
    }

    String name() {
        return name;
    }

    boolean takes(Load load) {
        return loads.contains(load);
    }

    void warmUp(Wrk wrk, Load load, int seconds) {
        wrk.run(server.url(load.path()), load, seconds);
    }

    void measure(Wrk wrk, Load load, int seconds) {
        figures(load).measure(wrk, server, allocations, load, seconds);
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
