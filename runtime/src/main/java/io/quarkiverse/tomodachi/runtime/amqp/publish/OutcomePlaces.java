package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import org.jboss.logmanager.Logger;

import io.netty.channel.EventLoop;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;
import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;
import io.quarkiverse.tomodachi.runtime.message.publish.OutcomeThreads;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Callers on an event loop get the outcome there, others on a thread for that; never on the thread of the connection, and never
 * on a worker thread, since those may all be waiting. Those of a worker context run one after the other, so that who waits
 * there
 * would wait for himself.
 */
final class OutcomePlaces {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** For those who are not on an event loop. */
    private final OutcomePlace threads;
    private final Map<EventLoop, OutcomePlace> loops = new ConcurrentHashMap<>();

    /** @param timer for short tasks */
    OutcomePlaces(ScheduledExecutorService timer) {
        this.threads = new OfThreads(new OutcomeThreads(LOG, new DaemonThreads("tomodachi-amqp-outcomes"),
                TransportThreads.IDLE_SECONDS, timer));
    }

    /** An outcome that is told where this is called. */
    PublishOutcome outcome() {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        return context == null || !context.isEventLoopContext() ? new PublishOutcome(threads, context)
                : new PublishOutcome(loops.computeIfAbsent(context.nettyEventLoop(), OfLoop::new), context);
    }

    /** Tells those that became known together, with one task for each place. */
    static void tell(List<PublishOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        OutcomePlace place = outcomes.get(0).place();
        if (outcomes.stream().allMatch(outcome -> outcome.place() == place)) {
            place.tell(outcomes);
            return;
        }
        Map<OutcomePlace, List<PublishOutcome>> places = new LinkedHashMap<>();
        outcomes.forEach(outcome -> places.computeIfAbsent(outcome.place(), ignored -> new ArrayList<>()).add(outcome));
        places.forEach(OutcomePlace::tell);
    }

    /** Any thread but those that are needed. */
    private record OfThreads(OutcomeThreads threads) implements OutcomePlace {

        @Override
        public void tell(PublishOutcome outcome) {
            threads.execute(outcome);
        }

        @Override
        public void tell(List<PublishOutcome> outcomes) {
            threads.executeAll(outcomes);
        }
    }

    /** An event loop; outcomes bring their contexts along. */
    private final class OfLoop implements OutcomePlace {

        private final EventLoop loop;

        OfLoop(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void tell(PublishOutcome outcome) {
            try {
                loop.execute(outcome);
            } catch (RejectedExecutionException e) {
                // the application has ended, which somebody may have waited for
                threads.tell(outcome);
            }
        }

        @Override
        public void tell(List<PublishOutcome> outcomes) {
            try {
                loop.execute(() -> outcomes.forEach(PublishOutcome::run));
            } catch (RejectedExecutionException e) {
                threads.tell(outcomes);
            }
        }
    }
}
