package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.util.Random;

/** A fault that was injected, and how far it has gone. */
final class ActiveFault {

    private final Faults faults;
    private final Random random;
    private final long from;
    private final long until;
    private long calls;
    private long entries;

    ActiveFault(Faults faults, long now) {
        this.faults = faults;
        this.random = new Random(faults.seed);
        this.from = now + faults.after.toMillis();
        this.until = faults.lasting == null ? Long.MAX_VALUE : from + faults.lasting.toMillis();
    }

    Faults faults() {
        return faults;
    }

    /** Whether the call is concerned; counts it if so. */
    boolean begin(String action, String resource, long now) {
        boolean named = (faults.actions.isEmpty() || faults.actions.contains(action))
                && (faults.resources.isEmpty() || resource != null && faults.resources.contains(resource));
        return named && now >= from && now < until && calls++ < faults.firstCalls;
    }

    Fate draw() {
        if (faults.credentials == Faults.Credentials.REFUSED) {
            return Fate.REFUSE_CREDENTIALS;
        }
        if (faults.credentials == Faults.Credentials.EXPIRED) {
            return Fate.EXPIRE_CREDENTIALS;
        }
        if (faults.accessDenied) {
            return Fate.DENY;
        }
        double rest = random.nextDouble();
        if ((rest -= faults.throttleShare) < 0) {
            return Fate.THROTTLE;
        }
        if ((rest -= faults.failShare) < 0) {
            return Fate.FAIL;
        }
        if ((rest -= faults.dropShare) < 0) {
            return Fate.DROP;
        }
        return rest - faults.lostAnswerShare < 0 ? Fate.LOSE_ANSWER : Fate.RUN;
    }

    boolean failsEntry() {
        return faults.outOfEntries > 0 && entries++ % faults.outOfEntries < faults.failedEntries;
    }

    boolean duplicates() {
        return faults.duplicateShare > 0 && random.nextDouble() < faults.duplicateShare;
    }
}
