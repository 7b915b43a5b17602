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
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.smallrye.mutiny.subscription.Cancellable;

/** Takes the messages of one channel through envelope and handler, and tells each delivery its outcome. */
final class MessageReceiver implements Receiver {

    private final MessageHandler handler;
    private final Places places;
    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private final HandlerInvoker invoker;
    private final Settling settling;
    private final InFlight inFlight;

    /** @param duplicates {@code null} where copies of messages are handled like others */
    MessageReceiver(MessageHandler handler, int concurrency, PayloadReader reader, HandledMessages duplicates,
            HandlerInvoker invoker, Settling settling, InFlight inFlight) {
        this.handler = handler;
        this.places = new Places(concurrency);
        this.reader = reader;
        this.duplicates = duplicates;
        this.invoker = invoker;
        this.settling = settling;
        this.inFlight = inFlight;
    }

    @Override
    public Cancellable subscribe(Publisher<? extends Message<?>> channel) {
        Demand demand = new Demand(handler, places, this::receive);
        channel.subscribe(demand);
        return demand;
    }

    private void receive(Object delivery, Demand demand) {
        inFlight.beginOutcome();
        new Reception((Delivery) delivery, demand).begin();
    }

    private CompletionStage<Object> invoke(MessageInvocation invocation) {
        try {
            return invoker.invoke(invocation);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Once more, as the copy that it waited for was not handled. */
    private CompletionStage<Void> handle(Delivery delivery) {
        MessageInvocation invocation = new MessageInvocation(delivery, reader, duplicates);
        CompletionStage<Void> told = invoke(invocation)
                .handle((result, failure) -> settle(invocation, failure == null ? null : Failures.unwrap(failure)))
                .thenCompose(Function.identity());
        invocation.go();
        return told;
    }

    private CompletionStage<Void> settle(MessageInvocation invocation, Throwable failure) {
        return settling.settle(invocation, failure, false, this::handle);
    }

    /** One message, until its outcome was told. It is an object of its own since stages for each step would cost more. */
    private final class Reception implements BiConsumer<Object, Throwable> {

        private final MessageInvocation invocation;
        private final Demand demand;

        Reception(Delivery delivery, Demand demand) {
            this.demand = demand;
            this.invocation = new MessageInvocation(delivery, reader, duplicates);
        }

        void begin() {
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
            CompletionStage<Void> told;
            try {
                told = Objects.requireNonNull(settle(invocation, failure == null ? null : Failures.unwrap(failure)),
                        "no outcome");
            } catch (RuntimeException | Error e) {
                end(e);
                return;
            }
            if (told == Delivery.TOLD) {
                end(null);
            } else {
                told.whenComplete((nothing, problem) -> end(problem));
            }
        }

        private void end(Throwable problem) {
            if (problem != null) {
                settling.untold(invocation.delivery(), problem);
            }
            inFlight.endOutcome();
            demand.next();
        }
    }
}
