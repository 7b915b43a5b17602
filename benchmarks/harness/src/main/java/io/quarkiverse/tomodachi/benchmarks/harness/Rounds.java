package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;

/**
 * The order of things: every server is started and warmed up with every load; then in each round every server takes every load
 * once, one server after the other. The servers that have no turn are idle. All of that is done anew in each fork, since what
 * the compiler of a virtual machine makes of a program differs from process to process by more than what is measured.
 */
final class Rounds {

    private final Options options;

    Rounds(Options options) {
        this.options = options;
    }

    void run(List<Contestant> contestants, List<Load> loads) {
        try (Wrk wrk = new Wrk(options.connections())) {
            for (int fork = 1; fork <= options.forks(); fork++) {
                progress("fork " + fork + " of " + options.forks());
                try {
                    contestants.forEach(Contestant::start);
                    warmUp(wrk, contestants, loads);
                    measure(wrk, contestants, loads);
                } finally {
                    contestants.forEach(Contestant::close);
                }
            }
        }
    }

    private void warmUp(Wrk wrk, List<Contestant> contestants, List<Load> loads) {
        for (Contestant contestant : contestants) {
            progress("warm-up of " + contestant.name());
            loads.stream().filter(contestant::takes).forEach(load -> contestant.warmUp(wrk, load, options.warmup()));
        }
    }

    private void measure(Wrk wrk, List<Contestant> contestants, List<Load> loads) {
        for (int round = 1; round <= options.rounds(); round++) {
            progress("round " + round + " of " + options.rounds());
            for (Load load : loads) {
                contestants.stream().filter(contestant -> contestant.takes(load))
                        .forEach(contestant -> contestant.measure(wrk, load, options.seconds()));
            }
        }
    }

    static void progress(String text) {
        System.err.println("... " + text);
    }
}
