package io.quarkiverse.tomodachi.runtime.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkus.arc.All;

/** All observers of what is published as one; none is in the way of another, nor of the publish. */
@Singleton
public class PublishObservers {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    private final List<PublishObserver> observers;
    private final List<BatchObserver> batches;

    PublishObservers(@All List<PublishObserver> observers, @All List<BatchObserver> batches) {
        this.observers = observers;
        this.batches = batches;
    }

    public boolean isEmpty() {
        return observers.isEmpty();
    }

    /** @return to be told of each call that publishes there, with the number of its messages */
    public IntConsumer calls(String transport, String destination) {
        return BatchObserver.all(batches, observer -> observer.publishing(transport, destination));
    }

    /** @param target asked for only if somebody watches */
    public Publishing begin(Supplier<PublishTarget> target) {
        if (observers.isEmpty()) {
            return Publishing.NONE;
        }
        List<Publishing> watched = new ArrayList<>(observers.size());
        PublishTarget known = target.get();
        for (PublishObserver observer : observers) {
            try {
                Publishing publishing = observer.begin(known);
                if (publishing != null) {
                    watched.add(publishing);
                }
            } catch (RuntimeException e) {
                warn(e);
            }
        }
        return watched.isEmpty() ? Publishing.NONE : new Watched(watched);
    }

    private static void warn(RuntimeException failure) {
        LogEvent.of(LOG, Level.WARN, "An observer of what is published failed, and is ignored").because(failure).write();
    }

    private record Watched(List<Publishing> watched) implements Publishing {

        @Override
        public Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            watched.forEach(publishing -> fields.putAll(publishing.fields()));
            return fields;
        }

        @Override
        public void ended(String messageId, Throwable failure) {
            for (Publishing publishing : watched) {
                try {
                    publishing.ended(messageId, failure);
                } catch (RuntimeException e) {
                    warn(e);
                }
            }
        }
    }
}
