package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;

/**
 * Passes deliveries on as they are asked for. What waits here is bounded by the prefetch of the consumer; it goes back to the
 * queue when the subscriber has left and the broker sends nothing more. Before that the broker would deliver the same messages
 * here again, and again, which counts for the delivery limit of a quorum queue.
 */
final class DeliveryStream implements Subscription {

    private final Subscriber<? super Message<?>> subscriber;
    private final Consumer<DeliveryStream> onCancel;
    /** On the thread of whoever offers or asks: to pass a message on only begins its handling, which is elsewhere. */
    private final Serial emission;
    private final Runnable emit = this::emit;
    private final Queue<AmqpDelivery> buffer = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** @param onCancel tells the broker, on another thread, and calls {@link #left} then */
    DeliveryStream(Subscriber<? super Message<?>> subscriber, Consumer<DeliveryStream> onCancel) {
        this.subscriber = subscriber;
        this.emission = new Serial(Runnable::run);
        this.onCancel = onCancel;
    }

    /** What comes from a lost connection, whose end may be known by then, is left out. */
    void offer(AmqpDelivery delivery) {
        if (delivery.canBeSettled()) {
            buffer.add(delivery);
            emission.execute(emit);
        }
    }

    /** Keeps nothing of lost connections while nobody asks for messages. */
    void forgetLost() {
        emission.execute(() -> buffer.removeIf(delivery -> !delivery.canBeSettled()));
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            cancel();
            emission.execute(() -> subscriber
                    .onError(new IllegalArgumentException("The number of messages to request must be positive")));
            return;
        }
        demand.accumulateAndGet(count, (sum, more) -> sum + more < 0 ? Long.MAX_VALUE : sum + more);
        emission.execute(emit);
    }

    @Override
    public void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            onCancel.accept(this);
        }
    }

    boolean isCancelled() {
        return cancelled.get();
    }

    /** The broker sends nothing more, or what it sends goes back. */
    void left() {
        left.complete(null);
        emission.execute(emit);
    }

    /** Completes, after the subscriber left, when nothing more is passed on and what waited has gone back. */
    CompletionStage<Void> drained() {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        left.thenRun(() -> emission.execute(() -> {
            giveBack();
            drained.complete(null);
        }));
        return drained;
    }

    private void emit() {
        while (!cancelled.get() && demand.get() > 0) {
            AmqpDelivery delivery = buffer.poll();
            if (delivery == null) {
                return;
            }
            if (!delivery.canBeSettled()) {
                // the broker delivers it again, maybe has already: handled now it would only come twice, and out of order
                continue;
            }
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            try {
                subscriber.onNext(new DeliveredMessage(delivery));
            } catch (RuntimeException | Error e) {
                // those behind it are passed on
                delivery.untaken(e);
            }
        }
        if (left.isDone()) {
            giveBack();
        }
    }

    private void giveBack() {
        for (AmqpDelivery delivery = buffer.poll(); delivery != null; delivery = buffer.poll()) {
            delivery.giveBack();
        }
    }
}
