package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import java.util.ArrayList;
import java.util.List;

/** Leases that are looked after. They are linked with each other, as each message comes here and goes from here. */
public final class HeldLeases {

    private Lease last;
    private int size;

    synchronized void addAll(List<Lease> leases) {
        for (Lease lease : leases) {
            lease.held = true;
            lease.before = last;
            if (last != null) {
                last.after = lease;
            }
            last = lease;
        }
        size += leases.size();
    }

    /** Does nothing where it is not here any more. */
    synchronized void remove(Lease lease) {
        if (!lease.held) {
            return;
        }
        lease.held = false;
        if (lease.after == null) {
            last = lease.before;
        } else {
            lease.after.before = lease.before;
        }
        if (lease.before != null) {
            lease.before.after = lease.after;
        }
        lease.before = null;
        lease.after = null;
        size--;
    }

    /** The latest ones first. */
    synchronized List<Lease> all() {
        List<Lease> all = new ArrayList<>(size);
        for (Lease lease = last; lease != null; lease = lease.before) {
            all.add(lease);
        }
        return all;
    }

    public synchronized int size() {
        return size;
    }
}
