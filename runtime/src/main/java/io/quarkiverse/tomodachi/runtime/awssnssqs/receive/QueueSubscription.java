package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.StartOrder.Next;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Brings the messages of a queue to one subscriber, under its demand and up to the concurrency of the handler. When the
 * subscription is cancelled, what was received but not handed on goes back to the queue at once.
 */
final class QueueSubscription implements Subscription, Poller.Target, SqsDelivery.Outcomes {

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    private final HandlerSettings settings;
    private final Subscriber<? super Message<?>> subscriber;
    private final Settlement settlement;
    private final Deliveries deliveries;
    private final Poller poller;

    private final Deque<SqsDelivery> outbox = new ArrayDeque<>();
    private final AtomicInteger draining = new AtomicInteger();
    private StartOrder order = StartOrder.NONE;
    private long demand;
    private int unsettled;
    private int running;
    private boolean cancelled;

    QueueSubscription(HandlerSettings settings, Subscriber<? super Message<?>> subscriber, Settlement settlement,
            Deliveries deliveries, Function<Poller.Target, Poller> pollers) {
        this.settings = settings;
        this.subscriber = subscriber;
        this.settlement = settlement;
        this.deliveries = deliveries;
        this.poller = pollers.apply(this);
    }

    void start() {
        poller.start();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            cancel();
            subscriber.onError(new IllegalArgumentException("demand must be positive: " + n));
            return;
        }
        synchronized (this) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
        drain();
        poller.wake();
    }

    @Override
    public void cancel() {
        end();
    }

    /** Cancels; completes when nothing can be received any more and what was not handed on is given back. */
    CompletionStage<Void> end() {
        List<SqsDelivery> left;
        synchronized (this) {
            cancelled = true;
            left = new ArrayList<>(outbox);
            outbox.clear();
            left.addAll(order.removeWaiting());
            unsettled -= left.size();
        }
        left.forEach(settlement::release);
        return poller.stop();
    }

    @Override
    public synchronized int room(Provisioned queue) {
        if (cancelled) {
            return 0;
        }
        long held = unsettled - running;
        long room = Math.min(demand - held, settings.concurrency() - unsettled);
        return (int) Math.min(room, batchSize(queue));
    }

    /**
     * With a FIFO queue that has a redrive policy one at a time: messages that go back because one before them failed have been
     * received once more, and SQS would move them to the dead-letter queue although nobody handled them.
     */
    private int batchSize(Provisioned queue) {
        return settings.fifo() && queue.redriven() ? 1 : EntryBatcher.BATCH_SIZE;
    }

    @Override
    public void received(ReceiveMessageResponse response, Provisioned queue) {
        List<SqsDelivery> received = deliveries.create(response, queue.url(), Instant.now(), this);
        synchronized (this) {
            if (!cancelled) {
                if (settings.fifo() && order == StartOrder.NONE) {
                    order = new GroupOrder(Clock.systemUTC(), Duration.ofSeconds(queue.visibilityTimeout()));
                }
                unsettled += received.size();
                outbox.addAll(order.received(received));
                received = List.of();
            }
        }
        received.forEach(settlement::release);
        drain();
    }

    /** Hands on, one call after the other as subscribers may expect, whatever threads ask for it. */
    private void drain() {
        if (draining.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        while (missed != 0) {
            for (SqsDelivery next = take(); next != null; next = take()) {
                SqsDelivery delivery = next;
                subscriber.onNext(Message.of(delivery, delivery::acknowledge,
                        reason -> delivery.retry(PAUSE_AFTER_REFUSAL, reason)));
            }
            missed = draining.addAndGet(-missed);
        }
    }

    private synchronized SqsDelivery take() {
        if (cancelled || demand == 0 || outbox.isEmpty()) {
            return null;
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        running++;
        return outbox.poll();
    }

    @Override
    public void acknowledge(SqsDelivery delivery) {
        settlement.delete(delivery);
        settled(delivery, true);
    }

    @Override
    public void retry(SqsDelivery delivery, Duration delay) {
        settlement.retry(delivery, delay);
        settled(delivery, false);
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return settlement.hasDeadLetterQueue();
    }

    @Override
    public CompletionStage<Void> reject(SqsDelivery delivery) {
        return settlement.reject(delivery).handle((done, failure) -> {
            settled(delivery, failure == null);
            return failure == null ? CompletableFuture.<Void> completedFuture(null)
                    : CompletableFuture.<Void> failedFuture(failure);
        }).thenCompose(outcome -> outcome);
    }

    private void settled(SqsDelivery delivery, boolean handled) {
        List<SqsDelivery> release;
        boolean idle;
        synchronized (this) {
            unsettled--;
            running--;
            Next next = order.settled(delivery, handled);
            release = new ArrayList<>(next.release());
            (cancelled ? release : outbox).addAll(next.start());
            unsettled -= release.size();
            idle = unsettled == 0;
        }
        release.forEach(settlement::release);
        if (idle) {
            // nothing else could join the batch soon
            settlement.flush();
        }
        drain();
        poller.wake();
    }
}
