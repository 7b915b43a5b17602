package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;

/** What one server did with one load, over all rounds. */
final class Figures {

    static final List<String> HEADER = List.of("requests/s", "p50 ms", "p99 ms", "CPU us/request", "bytes/request");

    final Series requestsPerSecond = new Series();
    final Series p50 = new Series();
    final Series p99 = new Series();
    final Series cpu = new Series();
    final Series bytes = new Series();

    void measure(Wrk wrk, Server server, Allocations allocations, Load load, int seconds) {
        allocations.begin();
        long before = server.cpu().toNanos();
        Wrk.Result result = wrk.run(server.url(load.path()), load, seconds);
        long used = server.cpu().toNanos() - before;
        long allocated = allocations.end();
        requestsPerSecond.add(result.requestsPerSecond());
        p50.add(result.p50() / 1e3);
        p99.add(result.p99() / 1e3);
        cpu.add(used / 1e3 / result.requests());
        bytes.add((double) allocated / result.requests());
    }

    List<String> cells() {
        return List.of(requestsPerSecond.text(0), p50.text(2), p99.text(2), cpu.text(1), bytes.text(0));
    }

    /** Requests per second, processor time and allocations in relation to another server's. */
    List<String> ratios(Figures other) {
        return List.of(requestsPerSecond.over(other.requestsPerSecond).text(3), cpu.over(other.cpu).text(3),
                bytes.over(other.bytes).text(3));
    }
}
