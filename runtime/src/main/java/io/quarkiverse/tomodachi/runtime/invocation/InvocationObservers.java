package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.ArrayList;
import java.util.List;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/** All observers of a handler as one. They begin in their order, end in the opposite one, and none is in the way of another. */
final class InvocationObservers implements InvocationObserver {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.invocation");

    private final InvocationObserver[] observers;

    private InvocationObservers(List<InvocationObserver> observers) {
        this.observers = observers.toArray(InvocationObserver[]::new);
    }

    /** @return {@code null} if there are none */
    static InvocationObserver of(HandlerDescription handler, List<InvocationObserver.Factory> factories) {
        List<InvocationObserver> observers = new ArrayList<>();
        for (InvocationObserver.Factory factory : factories) {
            InvocationObserver observer = factory.create(handler);
            if (observer != null) {
                observers.add(observer);
            }
        }
        return observers.isEmpty() ? null : new InvocationObservers(observers);
    }

    @Override
    public Observation begin(Invocation invocation) {
        if (observers.length == 1) {
            return begin(observers[0], invocation);
        }
        Observation[] observations = new Observation[observers.length];
        boolean any = false;
        for (int i = 0; i < observers.length; i++) {
            observations[i] = begin(observers[i], invocation);
            any |= observations[i] != null;
        }
        return any ? new Observations(observations) : null;
    }

    private static Observation begin(InvocationObserver observer, Invocation invocation) {
        try {
            return observer.begin(invocation);
        } catch (Throwable failure) {
            warn(failure);
            return null;
        }
    }

    @Override
    public void prepared(Invocation invocation) {
        for (InvocationObserver observer : observers) {
            try {
                observer.prepared(invocation);
            } catch (Throwable failure) {
                warn(failure);
            }
        }
    }

    static void ended(Observation observation, Object result, Throwable failure) {
        try {
            observation.ended(result, failure);
        } catch (Throwable problem) {
            warn(problem);
        }
    }

    static void released(Observation observation) {
        try {
            observation.released();
        } catch (Throwable problem) {
            warn(problem);
        }
    }

    private static void warn(Throwable failure) {
        LogEvent.of(LOG, Level.WARN, "An observer of handlers failed, and is ignored").because(failure).write();
    }

    private record Observations(Observation[] observations) implements Observation {

        @Override
        public void ended(Object result, Throwable failure) {
            for (int i = observations.length - 1; i >= 0; i--) {
                if (observations[i] != null) {
                    InvocationObservers.ended(observations[i], result, failure);
                }
            }
        }

        @Override
        public void released() {
            for (int i = observations.length - 1; i >= 0; i--) {
                if (observations[i] != null) {
                    InvocationObservers.released(observations[i]);
                }
            }
        }
    }
}
