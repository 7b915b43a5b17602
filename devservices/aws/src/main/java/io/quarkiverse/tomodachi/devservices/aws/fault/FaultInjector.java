package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.time.InstantSource;
import java.util.List;

/** Decides which calls go wrong, and how. Not thread-safe. */
public final class FaultInjector {

    private final InstantSource clock;
    private List<ActiveFault> active = List.of();

    public FaultInjector(InstantSource clock) {
        this.clock = clock;
    }

    /** Replaces all faults; their times begin now. */
    public void set(List<Faults> faults) {
        long now = clock.millis();
        active = faults.stream().map(one -> new ActiveFault(one, now)).toList();
    }

    public List<Faults> faults() {
        return active.stream().map(ActiveFault::faults).toList();
    }

    /**
     * What is to happen to a call; to be asked once for each.
     *
     * @param action by a name like {@code sqs.SendMessage}
     * @param resource the name of the queue or topic, or null
     */
    public Treatment treat(String action, String resource) {
        long now = clock.millis();
        List<ActiveFault> concerning = active.stream().filter(fault -> fault.begin(action, resource, now)).toList();
        Fate fate = Fate.RUN;
        long delay = 0;
        for (ActiveFault fault : concerning) {
            Fate drawn = fault.draw();
            fate = fate == Fate.RUN ? drawn : fate;
            delay += fault.faults().delay.toMillis();
        }
        return new Treatment(fate, delay, () -> concerning.stream().anyMatch(ActiveFault::failsEntry),
                () -> concerning.stream().anyMatch(ActiveFault::duplicates));
    }
}
