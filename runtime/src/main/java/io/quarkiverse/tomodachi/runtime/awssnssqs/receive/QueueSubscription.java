package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.Deliveries;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.DeliveryLog;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.Settlement;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.GroupOrder;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Handover;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.HandoverQueue;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.StartOrder;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.Polling;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.QuietTimer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Brings the messages of a queue to one subscriber, under its demand and up to the concurrency of the handler. When the
 * subscription is cancelled, what was received but not handed on goes back to the queue.
 */
final class QueueSubscription implements Subscription, Polling.Target, SqsDelivery.Outcomes {

    /** Groups beside those that are handled. */
    private static final int MOST_POSTPONED = 100;

    private final HandlerSettings settings;
    private final Subscriber<? super Message<?>> subscriber;
    private final Settlement settlement;
    private final Deliveries deliveries;
    private final QuietTimer timer;
    private final Polling polling;

    /** How many messages are handled at the same time. */
    private final int capacity;
    private final HandoverQueue handovers;
    private final Handover handover;
    private StartOrder order;
    private Provisioned queue;
    private boolean waitingForMore;
    private boolean cancelled;

    QueueSubscription(HandlerSettings settings, Batching batching, Subscriber<? super Message<?>> subscriber,
            Settlement settlement, Deliveries deliveries, QuietTimer timer, Function<Polling.Target, Polling> pollings) {
        this.settings = settings;
        this.capacity = batching.messages(settings.concurrency());
        this.handovers = new HandoverQueue(settings.concurrency(), batching);
        this.subscriber = subscriber;
        this.settlement = settlement;
        this.deliveries = deliveries;
        this.timer = timer;
        this.handover = new Handover(this::take, subscriber, batching.isBatch(),
                () -> timer.schedule(this::waitedForMore, Handover.PAUSE_AFTER_ERROR));
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
            handovers.request(n);
        }
        handover.drain();
        polling.wake();
    }

    @Override
    public void cancel() {
        end();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Cancels. Completes when nothing can be received any more and nothing is being handed on; what was not handed on is given
     * back, and visible a moment later: not to these polls, for which it would be one more receive in vain.
     */
    CompletionStage<Void> end() {
        List<SqsDelivery> left;
        synchronized (this) {
            cancelled = true;
            left = handovers.removeAll();
            if (order != null) {
                left.addAll(order.removeWaiting());
            }
        }
        settlement.release(left, true);
        return polling.stop().thenCombine(handover.end(), (stopped, quiet) -> stopped);
    }

    @Override
    public synchronized int room() {
        return cancelled ? 0 : handovers.room();
    }

    /**
     * With a FIFO queue whose messages SQS moves to a dead-letter queue that cannot be looked up, or after a number of receives
     * that is not known, one at a time: messages that go back because one before them failed have been received once more. So
     * it is while enough messages of groups that fail wait here: what fails then has none behind it, and waits in the queue.
     */
    @Override
    public int most(Provisioned from) {
        return settings.fifo() && (!from.mayKeep() || keepsEnough()) ? 1 : Math.min(EntryBatcher.BATCH_SIZE, capacity);
    }

    @Override
    public boolean isClogged() {
        return settlement.isClogged(capacity);
    }

    /** More, kept here, would be hidden from others for nothing. */
    private synchronized boolean keepsEnough() {
        return order != null && order.postponed() - MOST_POSTPONED > capacity;
    }

    @Override
    public void received(ReceiveMessageResponse response, Provisioned from) {
        List<SqsDelivery> received = deliveries.create(response, from.url(), this);
        synchronized (this) {
            if (!cancelled) {
                queue = from;
                if (order == null) {
                    order = settings.fifo() ? new GroupOrder(from.mayKeep()) : StartOrder.NONE;
                }
                handovers.addAll(order.received(received));
                received = List.of();
            }
        }
        settlement.release(received, true);
        handover.drain();
    }

    private synchronized List<SqsDelivery> take() {
        if (cancelled || order == null) {
            return List.of();
        }
        List<SqsDelivery> lost = new ArrayList<>(0);
        List<SqsDelivery> taken = handovers.take(order, lost);
        settlement.release(lost, false);
        long wait = taken.isEmpty() ? handovers.nanosToWait(order) : 0;
        if (wait > 0 && !waitingForMore) {
            waitingForMore = true;
            timer.schedule(this::waitedForMore, wait);
        }
        return taken;
    }

    private void waitedForMore() {
        synchronized (this) {
            waitingForMore = false;
        }
        handover.drain();
        polling.wake();
    }

    @Override
    public CompletionStage<Void> retry(SqsDelivery delivery, Duration delay, Throwable reason) {
        if (isLast(delivery)) {
            DeliveryLog.redriven(delivery);
            return reject(delivery, reason);
        }
        comeAgain(delivery, delay, delivery::again);
        return Delivery.TOLD;
    }

    @Override
    public void postpone(SqsDelivery delivery, Duration delay) {
        comeAgain(delivery, delay, delivery::anew);
    }

    @Override
    public synchronized boolean isLast(SqsDelivery delivery) {
        return !cancelled && order.keeps(delivery) && queue.isLastReceive(delivery.attempt());
    }

    /** Goes back to the queue, unless it has to wait here, where it is followed by the next delivery of it then. */
    private void comeAgain(SqsDelivery delivery, Duration delay, Function<Instant, SqsDelivery> next) {
        if (!keep(delivery, delay, next)) {
            settlement.retry(delivery, delay);
            ended(delivery, false);
        }
    }

    private boolean keep(SqsDelivery delivery, Duration delay, Function<Instant, SqsDelivery> following) {
        SqsDelivery next;
        synchronized (this) {
            if (cancelled || !order.keeps(delivery)) {
                return false;
            }
            next = following.apply(settlement.after(delay));
            handovers.ended(delivery);
            order.postpone(next);
        }
        timer.schedule(() -> resume(next), delay.toNanos());
        polling.wake();
        return true;
    }

    private void resume(SqsDelivery next) {
        synchronized (this) {
            if (cancelled || !order.resume(next)) {
                return;
            }
            handovers.add(next);
        }
        handover.drain();
        polling.wake();
    }

    @Override
    public CompletionStage<Void> reject(SqsDelivery delivery, Throwable reason) {
        return settlement.reject(delivery, reason).whenComplete((done, failure) -> {
            if (failure == null) {
                ended(delivery, true);
            } else {
                comeAgain(delivery, Settlement.PAUSE_AFTER_FAILURE, delivery::again);
            }
        });
    }

    @Override
    public void handBack(SqsDelivery delivery) {
        follow(delivery, order -> order.handedBack(delivery.anew()));
    }

    @Override
    public boolean isOrdered() {
        return settings.fifo();
    }

    @Override
    public String trigger() {
        return settings.topic().isEmpty() ? settings.queueName() : settings.topic();
    }

    @Override
    public void ended(SqsDelivery delivery, boolean handled) {
        follow(delivery, order -> order.settled(delivery, handled));
    }

    /** The delivery has left its call. */
    private void follow(SqsDelivery delivery, Function<StartOrder, StartOrder.Next> outcome) {
        polling.handled(delivery.nanosSinceBegin());
        List<SqsDelivery> release;
        boolean idle;
        boolean free;
        boolean hasPlace;
        boolean ending;
        synchronized (this) {
            handovers.ended(delivery);
            StartOrder.Next next = outcome.apply(order);
            release = next.release();
            if (cancelled) {
                release = new ArrayList<>(release);
                release.addAll(next.start());
                release.addAll(order.removeWaiting());
            } else {
                handovers.addAll(next.start());
            }
            idle = settings.fifo() && handovers.isIdle();
            free = settings.fifo() && !order.holds(delivery);
            hasPlace = handovers.hasPlace();
            ending = cancelled;
        }
        settlement.release(release, ending);
        if (idle) {
            // nothing else could join the batch soon, and SQS holds the groups back
            settlement.flush();
        } else if (free) {
            settlement.hurry();
        }
        if (hasPlace) {
            handover.drain();
            polling.wake();
        }
    }
}
