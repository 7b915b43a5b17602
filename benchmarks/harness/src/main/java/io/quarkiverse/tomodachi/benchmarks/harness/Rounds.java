package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;

/**
 * The order of things: every participant is started and warmed up with every load; then in each round every one takes every
 * load once, one after the other. Those that have no turn are idle. All of that is done anew in each fork, since what
 * the compiler of a virtual machine makes of a program differs from process to process by more than what is measured.
 */
final class Rounds<L> {

    private final Options options;

    Rounds(Options options) {
        this.options = options;
    }

    void run(List<? extends Participant<L>> participants, List<L> loads) {
        for (int fork = 1; fork <= options.forks(); fork++) {
            progress("fork " + fork + " of " + options.forks());
            try {
                participants.forEach(Participant::start);
                warmUp(participants, loads);
                measure(participants, loads);
            } finally {
                participants.forEach(Participant::close);
            }
        }
    }

    private void warmUp(List<? extends Participant<L>> participants, List<L> loads) {
        for (Participant<L> participant : participants) {
            progress("warm-up of " + participant.name());
            loads.stream().filter(participant::takes).forEach(participant::warmUp);
        }
    }

    private void measure(List<? extends Participant<L>> participants, List<L> loads) {
        for (int round = 1; round <= options.rounds(); round++) {
            progress("round " + round + " of " + options.rounds());
            for (L load : loads) {
                participants.stream().filter(participant -> participant.takes(load))
                        .forEach(participant -> participant.measure(load));
            }
        }
    }

    static void progress(String text) {
        System.err.println("... " + text);
    }
}
