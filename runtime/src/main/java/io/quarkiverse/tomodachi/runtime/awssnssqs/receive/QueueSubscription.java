package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.StartOrder.Next;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Brings the messages of a queue to one subscriber, under its demand and up to the concurrency of the handler. When the
 * subscription is cancelled, what was received but not handed on goes back to the queue at once.
 */
final class QueueSubscription implements Subscription, Polling.Target, SqsDelivery.Outcomes {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    private final HandlerSettings settings;
    private final Subscriber<? super Message<?>> subscriber;
    private final Settlement settlement;
    private final Deliveries deliveries;
    private final ScheduledExecutorService timer;
    private final Polling polling;

    private final Deque<SqsDelivery> outbox = new ArrayDeque<>();
    private final AtomicInteger draining = new AtomicInteger();
    private StartOrder order;
    private Provisioned queue;
    private long demand;
    private int running;
    private boolean cancelled;

    QueueSubscription(HandlerSettings settings, Subscriber<? super Message<?>> subscriber, Settlement settlement,
            Deliveries deliveries, ScheduledExecutorService timer, Function<Polling.Target, Polling> pollings) {
        this.settings = settings;
        this.subscriber = subscriber;
        this.settlement = settlement;
        this.deliveries = deliveries;
        this.timer = timer;
        this.polling = pollings.apply(this);
    }

    void start() {
        polling.start();
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
        polling.wake();
    }

    @Override
    public void cancel() {
        end();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Cancels; completes when nothing can be received any more and what was not handed on is given back. */
    CompletionStage<Void> end() {
        List<SqsDelivery> left;
        synchronized (this) {
            cancelled = true;
            left = new ArrayList<>(outbox);
            outbox.clear();
            if (order != null) {
                left.addAll(order.removeWaiting());
            }
        }
        left.forEach(settlement::release);
        return polling.stop();
    }

    @Override
    public synchronized int room() {
        long room = Math.min(demand, (long) settings.concurrency() - running) - outbox.size();
        return cancelled ? 0 : (int) room;
    }

    /**
     * With a FIFO queue whose messages SQS moves to a dead-letter queue after a number of receives that nobody here knows, one
     * at a time: messages that go back because one before them failed have been received once more.
     */
    @Override
    public int most(Provisioned from) {
        return settings.fifo() && !canKeep(from) ? 1 : Math.min(EntryBatcher.BATCH_SIZE, settings.concurrency());
    }

    private boolean canKeep(Provisioned from) {
        return !from.redriven() || settings.maxReceiveCount() != null && from.deadLetterUrl() != null;
    }

    @Override
    public boolean isClogged() {
        return settlement.isClogged(settings.concurrency());
    }

    @Override
    public void received(ReceiveMessageResponse response, Provisioned from) {
        List<SqsDelivery> received = deliveries.create(response, from.url(), this);
        synchronized (this) {
            if (!cancelled) {
                queue = from;
                if (order == null) {
                    order = settings.fifo() ? new GroupOrder(canKeep(from)) : StartOrder.NONE;
                }
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
                handOn(next);
            }
            missed = draining.addAndGet(-missed);
        }
    }

    private synchronized SqsDelivery take() {
        while (!cancelled && demand > 0 && !outbox.isEmpty()) {
            SqsDelivery next = outbox.poll();
            if (next.lease().isLost()) {
                // it comes again; handled now it would only come twice
                order.settled(next, false).release().forEach(settlement::release);
                continue;
            }
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            running++;
            return next;
        }
        return null;
    }

    private void handOn(SqsDelivery delivery) {
        delivery.begin();
        try {
            subscriber.onNext(Message.of(delivery, delivery::acknowledge,
                    reason -> delivery.retry(PAUSE_AFTER_REFUSAL, reason)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The message could not be handed on and goes back [%s]", delivery.origin());
            delivery.retry(PAUSE_AFTER_REFUSAL, e);
        }
    }

    @Override
    public CompletionStage<Void> retry(SqsDelivery delivery, Duration delay, Throwable reason) {
        boolean kept;
        boolean last;
        synchronized (this) {
            kept = !cancelled && order.keeps(delivery);
            last = kept && queue.redriven() && delivery.attempt() >= settings.maxReceiveCount();
        }
        if (last) {
            LOG.warnf("The message failed %d times and goes to the dead-letter queue, as the redrive policy says [%s]",
                    delivery.attempt(), delivery.origin());
            return reject(delivery, reason);
        }
        if (kept) {
            keep(delivery, delay);
        } else {
            settlement.retry(delivery, delay);
            ended(delivery, false);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void keep(SqsDelivery delivery, Duration delay) {
        SqsDelivery next = delivery.again(Instant.now().plus(delay));
        synchronized (this) {
            running--;
            order.postpone(next);
        }
        if (isCancelled()) {
            settlement.release(next);
            return;
        }
        try {
            timer.schedule(() -> resume(next), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The timer has ended", e);
        }
        polling.wake();
    }

    private void resume(SqsDelivery next) {
        synchronized (this) {
            if (cancelled || !order.resume(next)) {
                return;
            }
            outbox.add(next);
        }
        drain();
    }

    @Override
    public CompletionStage<Void> reject(SqsDelivery delivery, Throwable reason) {
        return settlement.reject(delivery, reason).whenComplete((done, failure) -> ended(delivery, failure == null));
    }

    @Override
    public String trigger() {
        return settings.topic().isEmpty() ? settings.queueName() : settings.topic();
    }

    @Override
    public void ended(SqsDelivery delivery, boolean handled) {
        polling.handled(delivery.nanosSinceBegin());
        List<SqsDelivery> release;
        boolean idle;
        synchronized (this) {
            running--;
            Next next = order.settled(delivery, handled);
            release = new ArrayList<>(next.release());
            (cancelled ? release : outbox).addAll(next.start());
            idle = settings.fifo() && running == 0 && outbox.isEmpty();
        }
        release.forEach(settlement::release);
        if (idle) {
            // nothing else could join the batch soon, and SQS holds the groups back
            settlement.flush();
        }
        drain();
        polling.wake();
    }
}
