package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A running server, what it can be asked for, and what was measured of it. */
final class Contestant implements AutoCloseable {

    private final Server server;
    private final Allocations allocations;
    private final Set<Load> loads;
    private final Map<Load, Figures> figures = new LinkedHashMap<>();

    Contestant(Server server, Set<Load> loads) {
        this.server = server;
        this.allocations = new Allocations(server.pid());
        this.loads = loads;
    }

    String name() {
        return server.name();
    }

    Server server() {
        return server;
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
        allocations.close();
        server.close();
    }
}
