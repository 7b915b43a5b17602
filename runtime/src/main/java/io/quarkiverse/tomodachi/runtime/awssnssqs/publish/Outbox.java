package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.PublishResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The messages that are on their way. Each one is sent at once; its {@code Uni} only tells the outcome. */
public final class Outbox {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /** How long after a failure somebody may still ask for the outcome before it is only logged. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer;
    private final Set<CompletableFuture<PublishResult>> pending = ConcurrentHashMap.newKeySet();

    public Outbox(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * @param target where the message goes, for logs
     * @param sending sends
     * @return the outcome, whenever and however often it is asked for
     */
    Uni<PublishResult> send(String target, Callable<CompletionStage<PublishResult>> sending) {
        Outcome outcome = new Outcome(target);
        pending.add(outcome.result);
        start(sending).whenComplete((result, failure) -> {
            pending.remove(outcome.result);
            if (failure == null) {
                outcome.result.complete(result);
            } else {
                outcome.fail(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                        : failure);
            }
        });
        return Uni.createFrom().<PublishResult> emitter(outcome::subscribe);
    }

    private static CompletionStage<PublishResult> start(Callable<CompletionStage<PublishResult>> sending) {
        try {
            return sending.call();
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Completes when nothing is on its way any more, whatever the outcomes. */
    public CompletionStage<Void> drain() {
        return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).exceptionally(failure -> null);
    }

    private final class Outcome {

        private final String target;
        private final CompletableFuture<PublishResult> result = new CompletableFuture<>();
        private volatile boolean observed;

        Outcome(String target) {
            this.target = target;
        }

        /** The outcome arrives on the Vert.x context of the subscriber, where it has one. */
        void subscribe(UniEmitter<? super PublishResult> emitter) {
            observed = true;
            Context context = Vertx.currentContext();
            result.whenComplete((value, failure) -> {
                Runnable emission = failure == null ? () -> emitter.complete(value) : () -> emitter.fail(failure);
                if (context == null || context == Vertx.currentContext()) {
                    emission.run();
                } else {
                    context.runOnContext(ignored -> emission.run());
                }
            });
        }

        void fail(Throwable failure) {
            result.completeExceptionally(failure);
            if (!observed) {
                timer.schedule(() -> {
                    if (!observed) {
                        LOG.errorf(failure, "A message to %s could not be sent", target);
                    }
                }, GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
