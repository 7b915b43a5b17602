package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.net.URI;
import java.util.List;

/**
 * An endpoint that probes are run against.
 *
 * @param stop stops it
 */
record Subject(String name, URI uri, List<Probe.Needs> offers, Runnable stop) implements AutoCloseable {

    boolean offers(Probe probe) {
        return offers.contains(probe.needs());
    }

    @Override
    public void close() {
        stop.run();
    }
}
