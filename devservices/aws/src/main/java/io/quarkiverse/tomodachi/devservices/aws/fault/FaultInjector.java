package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.util.Random;

/** Decides which calls go wrong, and how. Not thread-safe. */
public final class FaultInjector {

    /** What happens to a call. */
    public enum Fate {
        RUN,
        THROTTLE,
        DROP
    }

    private Faults faults = Faults.none();
    private Random random = new Random(0);
    private long entries;

    public void set(Faults faults) {
        this.faults = faults;
        this.random = new Random(faults.seed());
        this.entries = 0;
    }

    public Fate fateOf(String action) {
        if (!concerns(action) || faults.throttleShare() + faults.dropShare() == 0) {
            return Fate.RUN;
        }
        double drawn = random.nextDouble();
        if (drawn < faults.throttleShare()) {
            return Fate.THROTTLE;
        }
        return drawn < faults.throttleShare() + faults.dropShare() ? Fate.DROP : Fate.RUN;
    }

    public long delayMillis(String action) {
        return concerns(action) ? faults.delay().toMillis() : 0;
    }

    /** Whether the next batch entry fails. */
    public boolean failsEntry(String action) {
        return concerns(action) && faults.outOfEntries() > 0
                && entries++ % faults.outOfEntries() < faults.failedEntries();
    }

    private boolean concerns(String action) {
        return faults.actions().isEmpty() || faults.actions().contains(action);
    }
}
