package io.quarkiverse.tomodachi.runtime.observe;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkus.arc.All;

/** All observers of times at which nothing is called as one; none is in the way of another, nor of the schedule. */
@Singleton
public class SkipObservers {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private final SkipObserver[] observers;

    SkipObservers(@All List<SkipObserver> observers) {
        this.observers = observers.toArray(SkipObserver[]::new);
    }

    /** @see SkipObserver#skipped */
    public void skipped(HandlerDescription handler, String trigger, SkipObserver.Reason reason, int times) {
        for (SkipObserver observer : observers) {
            try {
                observer.skipped(handler, trigger, reason, times);
            } catch (RuntimeException e) {
                LogEvent.of(LOG, Level.WARN, "An observer of schedules failed, and is ignored").because(e).write();
            }
        }
    }
}
