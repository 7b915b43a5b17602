package io.quarkiverse.tomodachi.runtime.message;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.invocation.Completion;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Takes what a channel brings to a handler. Each call has one of the handler's places, and each of its messages is counted as
 * running, until their outcomes were told.
 *
 * @param <I> the calls
 * @param <T> what is known when the outcomes of a call were told
 */
abstract class Receiver<I extends HeldInvocation, T> {

    private final MessageHandler handler;
    private final Places places;
    private final HandlerInvoker invoker;
    private final InFlight inFlight;

    Receiver(MessageHandler handler, int concurrency, HandlerInvoker invoker, InFlight inFlight) {
        this.handler = handler;
        this.places = new Places(concurrency);
        this.invoker = invoker;
        this.inFlight = inFlight;
    }

    /**
     * What came from an earlier subscription and has no outcome yet takes its place among those handled at the same time.
     *
     * @return cancels the subscription
     */
    final Cancellable subscribe(Publisher<? extends Message<?>> channel) {
        Demand demand = new Demand(handler, places, this::receive);
        channel.subscribe(demand);
        return demand;
    }

    /** The call for what the channel brought. */
    abstract I invocation(Object payload);

    /**
     * Tells deliveries what becomes of their messages.
     *
     * @param failure what the call has failed with, {@code null} if it has not
     * @return completes when all were told
     */
    abstract CompletionStage<T> settle(I invocation, Object result, Throwable failure);

    /** The outcomes of a call could not be told. */
    abstract void untold(I invocation, Throwable problem);

    /** Calls the handler once more, in the place that the message has; completes when its outcome was told. */
    final CompletionStage<T> handle(I invocation) {
        CompletionStage<T> told = invoke(invocation)
                .handle((result, failure) -> settle(invocation, result, unwrap(failure)))
                .thenCompose(Function.identity());
        invocation.go();
        return told;
    }

    private CompletionStage<Object> invoke(I invocation) {
        try {
            return invoker.invoke(invocation);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable unwrap(Throwable failure) {
        return failure == null ? null : Failures.unwrap(failure);
    }

    /** What cannot be taken is left to the channel; another one is asked for in its place. */
    private void receive(Message<?> message) {
        places.take();
        Reception reception;
        try {
            reception = new Reception(invocation(message.getPayload()));
        } catch (RuntimeException | Error e) {
            places.free();
            throw e;
        }
        reception.begin();
    }

    /**
     * One call, until its outcomes were told: what it takes is given back here and nowhere else, whatever fails. It is an
     * object of its own since stages for each step would cost more.
     */
    private final class Reception implements BiConsumer<Object, Throwable> {

        private final I invocation;

        Reception(I invocation) {
            this.invocation = invocation;
        }

        void begin() {
            for (int message = invocation.size(); message > 0; message--) {
                inFlight.beginOutcome();
            }
            CompletionStage<Object> stage = invoke(invocation);
            if (Completion.hasSucceeded(stage)) {
                accept(Completion.resultOf(stage), null);
            } else {
                stage.whenComplete(this);
                invocation.go();
            }
        }

        @Override
        public void accept(Object result, Throwable failure) {
            CompletionStage<T> told;
            try {
                told = Objects.requireNonNull(settle(invocation, result, unwrap(failure)), "no outcome");
            } catch (RuntimeException | Error e) {
                end(e);
                return;
            }
            if (told == Delivery.TOLD) {
                end(null);
            } else {
                told.whenComplete((known, problem) -> end(problem));
            }
        }

        private void end(Throwable problem) {
            try {
                if (problem != null) {
                    untold(invocation, problem);
                }
            } finally {
                for (int message = invocation.size(); message > 0; message--) {
                    inFlight.endOutcome();
                }
                places.free();
            }
        }
    }
}
