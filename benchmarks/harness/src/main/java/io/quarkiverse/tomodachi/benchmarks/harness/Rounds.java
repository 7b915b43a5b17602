package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;

/**
 * The order of things: first every server is warmed up with every load, then in each round every server takes every load once,
 * one server after the other. The servers that have no turn are idle.
 */
final class Rounds {

    private final Options options;

    Rounds(Options options) {
        this.options = options;
    }

    void run(List<Contestant> contestants, List<Load> loads) {
        try (Wrk wrk = new Wrk(options.connections())) {
            for (Contestant contestant : contestants) {
                progress("warm-up of " + contestant.name());
                loads.stream().filter(contestant::takes)
                        .forEach(load -> contestant.warmUp(wrk, load, options.warmup()));
            }
            for (int round = 1; round <= options.rounds(); round++) {
                progress("round " + round + " of " + options.rounds());
                for (Load load : loads) {
                    contestants.stream().filter(contestant -> contestant.takes(load))
                            .forEach(contestant -> contestant.measure(wrk, load, options.seconds()));
                }
            }
        }
    }

    static void progress(String text) {
        System.err.println("... " + text);
    }
}
