package io.quarkiverse.tomodachi.runtime.message;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.invocation.Completion;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.message.Delivery.ByHand;
import io.quarkiverse.tomodachi.runtime.message.outcome.DuplicateMessageException;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.runtime.message.outcome.OutcomePolicy;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.smallrye.mutiny.subscription.Cancellable;

/** Takes the messages of one channel through envelope and handler, and tells each delivery its outcome. */
final class MessageReceiver {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    private final MessageHandler handler;
    private final int concurrency;
    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private final HandlerInvoker invoker;
    private final OutcomePolicy policy;
    private final InFlight inFlight;

    /** @param duplicates {@code null} where copies of messages are handled like others */
    MessageReceiver(MessageHandler handler, int concurrency, PayloadReader reader, HandledMessages duplicates,
            HandlerInvoker invoker, OutcomePolicy policy, InFlight inFlight) {
        this.handler = handler;
        this.concurrency = concurrency;
        this.reader = reader;
        this.duplicates = duplicates;
        this.invoker = invoker;
        this.policy = policy;
        this.inFlight = inFlight;
    }

    Cancellable subscribe(Publisher<? extends Message<?>> channel) {
        Demand demand = new Demand();
        channel.subscribe(demand);
        return demand;
    }

    private void receive(Delivery delivery, Demand demand) {
        inFlight.beginOutcome();
        new Reception(delivery, demand).begin();
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
        if (failure instanceof DuplicateMessageException duplicate) {
            return duplicate.handled()
                    .thenCompose(handled -> handled ? skip(invocation.settled(MessageOutcome.DUPLICATE))
                            : handle(invocation.delivery()));
        }
        if (invocation.delivery().byHand() != ByHand.NOTHING) {
            return settledByHand(invocation, failure);
        }
        if (failure == null) {
            invocation.end(true);
            return invocation.settled(MessageOutcome.ACKNOWLEDGED).acknowledge();
        }
        try {
            return policy.settle(invocation.settled(MessageOutcome.DISCARDED), failure);
        } finally {
            invocation.end(false);
        }
    }

    private CompletionStage<Void> settledByHand(MessageInvocation invocation, Throwable failure) {
        Delivery delivery = invocation.delivery();
        invocation.end(delivery.byHand() == ByHand.ACKNOWLEDGED);
        if (failure != null) {
            LOG.errorf(failure, "%s failed after it had settled the message itself, which counts [%s]", handler.handler(),
                    delivery.origin());
        }
        return delivery.acknowledge();
    }

    private CompletionStage<Void> skip(Delivery delivery) {
        LOG.infof("Acknowledged without %s, as another copy of the message was handled [%s]", handler.handler(),
                delivery.origin());
        return delivery.acknowledge();
    }

    /** One message, until its outcome was told. It is an object of its own since stages for each step would cost more. */
    private final class Reception implements BiConsumer<Object, Throwable> {

        private final MessageInvocation invocation;
        private final Demand demand;

        Reception(Delivery delivery, Demand demand) {
            this.invocation = new MessageInvocation(delivery, reader, duplicates);
            this.demand = demand;
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
                LOG.errorf(Failures.unwrap(problem), "The outcome in %s could not be told to the broker, so that the"
                        + " message will be delivered again [%s]", handler.handler(), invocation.delivery().origin());
            }
            inFlight.endOutcome();
            demand.next();
        }
    }

    /** Asks for as many messages as may be handled at the same time, and for one more whenever one has its outcome. */
    private final class Demand implements Subscriber<Message<?>>, Cancellable {

        private final AtomicBoolean cancelled = new AtomicBoolean();
        private volatile Subscription subscription;

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            if (cancelled.get()) {
                given.cancel();
            } else {
                given.request(concurrency);
            }
        }

        @Override
        public void onNext(Message<?> message) {
            receive((Delivery) message.getPayload(), this);
        }

        void next() {
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            LOG.errorf(failure, "No further messages for %s: channel %s failed", handler.handler(), handler.channel());
        }

        @Override
        public void onComplete() {
            LOG.debugf("No further messages for %s: channel %s ended", handler.handler(), handler.channel());
        }

        @Override
        public void cancel() {
            cancelled.set(true);
            Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }
    }
}
