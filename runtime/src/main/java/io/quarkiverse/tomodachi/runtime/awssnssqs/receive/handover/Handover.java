package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.ChannelMessages;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.DeliveryLog;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;

/** Hands on, one call after the other as subscribers may expect, whatever threads ask for it. */
public final class Handover {

    /** Nanoseconds. */
    public static final long PAUSE_AFTER_ERROR = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<List<SqsDelivery>> source;
    private final Subscriber<? super Message<?>> subscriber;
    private final boolean batches;
    private final Runnable again;
    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private volatile boolean ending;

    /**
     * @param source gives what the next call is to have, empty if there is nothing for one now
     * @param batches whether messages are handed on in batches
     * @param again has the rest handed on later, after an error
     */
    public Handover(Supplier<List<SqsDelivery>> source, Subscriber<? super Message<?>> subscriber, boolean batches,
            Runnable again) {
        this.source = source;
        this.subscriber = subscriber;
        this.batches = batches;
        this.again = again;
    }

    /** Hands on what there is. It is left to the thread that does so already, where there is one. */
    public void drain() {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        try {
            int missed = 1;
            while (missed != 0) {
                for (List<SqsDelivery> next = source.get(); !next.isEmpty(); next = source.get()) {
                    handOn(next);
                }
                missed = asked.addAndGet(-missed);
            }
        } catch (RuntimeException | Error e) {
            // or nobody would hand on anything any more
            asked.set(0);
            again.run();
            throw e;
        } finally {
            if (ending) {
                quiet.complete(null);
            }
        }
    }

    /** To be called when the source gives nothing any more. Completes when what it gave last was handed on. */
    public CompletionStage<Void> end() {
        ending = true;
        drain();
        return quiet;
    }

    private void handOn(List<SqsDelivery> taken) {
        taken.forEach(SqsDelivery::begin);
        try {
            subscriber.onNext(batches ? ChannelMessages.of(taken) : ChannelMessages.of(taken.get(0)));
        } catch (RuntimeException | Error e) {
            // first, as there may be no memory
            ChannelMessages.giveBack(taken, e);
            DeliveryLog.notHandedOn(taken.get(0), e);
        }
    }
}
