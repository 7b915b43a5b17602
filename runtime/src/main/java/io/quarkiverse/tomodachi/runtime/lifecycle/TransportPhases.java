package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** Takes all transports through a phase, side by side. */
final class TransportPhases {

    private final List<Transport> transports;

    TransportPhases(List<Transport> transports) {
        this.transports = transports;
    }

    /** What all handlers listen on, by the names of their transports. */
    List<HandlerInfo> handlers() {
        return transports.stream().sorted(Comparator.comparing(Transport::name))
                .flatMap(transport -> transport.handlers().stream()).toList();
    }

    /** A phase of the start, which waits for each of them. */
    Uni<Void> begin(Function<Transport, Uni<Void>> step) {
        // what is loaded of Mutiny for nothing is a good part of the start of an application that has HTTP handlers only
        if (transports.size() == 1) {
            return step.apply(transports.get(0));
        }
        List<Uni<Void>> steps = new ArrayList<>();
        transports.forEach(transport -> steps.add(Uni.createFrom().deferred(() -> step.apply(transport))));
        return Phases.all(steps);
    }

    /**
     * A phase of the termination, which neither a failure nor a transport that hangs keeps from its end.
     *
     * @param name what the transports are to do
     * @param limit more than 0
     */
    Uni<Void> end(String name, Duration limit, Function<Transport, Uni<Void>> step) {
        List<Uni<Void>> steps = new ArrayList<>();
        for (Transport transport : transports) {
            steps.add(Uni.createFrom().deferred(() -> step.apply(transport)).ifNoItem().after(limit).recoverWithUni(() -> {
                TerminationLog.transportLeft(transport, name, limit);
                return Uni.createFrom().voidItem();
            }).onFailure().recoverWithItem(failure -> {
                TerminationLog.transportFailed(transport, name, failure);
                return null;
            }));
        }
        return Phases.all(steps);
    }
}
