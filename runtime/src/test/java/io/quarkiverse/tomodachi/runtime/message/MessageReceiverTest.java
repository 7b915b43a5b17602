package io.quarkiverse.tomodachi.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.invocation.NotBegunException;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.outcome.OutcomePolicy;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Multi;

class MessageReceiverTest {

    private final InFlight inFlight = new InFlight();
    private final List<String> handled = new ArrayList<>();
    private final List<CompletableFuture<Object>> results = new ArrayList<>();
    private boolean atOnce = true;

    /** Hands on what is asked for, one after the other, as a transport does: nothing ends because a message is refused. */
    private static final class Handing implements Publisher<Message<?>>, Subscription {

        private final Deque<Message<?>> left;
        private final List<Throwable> refused = new ArrayList<>();
        private Subscriber<? super Message<?>> subscriber;
        private long demand;
        private boolean handing;

        Handing(Message<?>... messages) {
            left = new ArrayDeque<>(List.of(messages));
        }

        @Override
        public void subscribe(Subscriber<? super Message<?>> given) {
            subscriber = given;
            given.onSubscribe(this);
        }

        @Override
        public void request(long more) {
            demand += more;
            if (handing) {
                return;
            }
            handing = true;
            while (demand > 0 && !left.isEmpty()) {
                demand--;
                try {
                    subscriber.onNext(left.poll());
                } catch (RuntimeException e) {
                    refused.add(e);
                }
            }
            handing = false;
        }

        @Override
        public void cancel() {
            left.clear();
        }
    }

    private CompletionStage<Object> handle(Invocation invocation) {
        try {
            invocation.prepare();
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
        String data = (String) ((MessageInvocation) invocation).parsed().data();
        handled.add(data);
        if (data.equals("not begun")) {
            return CompletableFuture.failedFuture(new NotBegunException("no thread", null));
        }
        invocation.entered();
        if (data.equals("leads to another call")) {
            return CompletableFuture.failedFuture(new NotBegunException("no thread for another call", null));
        }
        if (atOnce) {
            return data.equals("fails") ? CompletableFuture.failedFuture(new IllegalStateException("failed"))
                    : CompletableFuture.completedFuture(null);
        }
        results.add(new CompletableFuture<>());
        return results.get(results.size() - 1);
    }

    private void receive(int concurrency, HandledMessages duplicates, RecordedDelivery... deliveries) {
        receiver(concurrency, duplicates).subscribe(Multi.createFrom().items(deliveries).map(Message::of));
    }

    private MessageReceiver receiver(int concurrency, HandledMessages duplicates) {
        HandlerDescription description = Handlers.of("org.acme.Shop#sold(String)", "amqp");
        FailureSettings settings = new FailureSettings(OnFailure.RETRY, 3, "1s", "5m", 2.0, 0.0, List.of(), Exhausted.KEEP);
        MessageHandler handler = new MessageHandler(description, "channel", null, null, null);
        return new MessageReceiver(handler, concurrency, new PayloadReader(new Plain(), null), duplicates, this::handle,
                new Settling(handler, new OutcomePolicy(description.id(), settings)), inFlight);
    }

    private static RecordedDelivery delivery(String payload) {
        return new RecordedDelivery(payload, 1, false);
    }

    private static HandledMessages duplicates() {
        return new HandledMessages(Duration.ofMinutes(1), 10, System::nanoTime);
    }

    @Test
    void tellsEachDeliveryItsOutcome() {
        RecordedDelivery[] deliveries = { delivery("good"), delivery("fails"), delivery("spoiled") };
        receive(1, null, deliveries);

        assertThat(deliveries).extracting(RecordedDelivery::outcome).containsExactly("acknowledge", "retry PT1S failed",
                "reject the message is not in the form of Plain");
        assertThat(handled).containsExactly("good", "fails");
    }

    /** Or a message whose handler leads to calls that there is no thread for would go round for ever. */
    @Test
    void countsAnAttemptThatLedToACallWhichCouldNotBegin() {
        RecordedDelivery[] deliveries = { delivery("not begun"), delivery("leads to another call"),
                new RecordedDelivery("leads to another call", 3, true) };
        receive(1, null, deliveries);

        assertThat(deliveries).extracting(RecordedDelivery::outcome).containsExactly("postpone PT1S",
                "retry PT1S no thread for another call", "reject no thread for another call");
    }

    /** Nothing waits for an outcome that failed, and nothing is counted as running for ever. */
    @Test
    void goesOnWhereAnOutcomeCannotBeTold() {
        CompletableFuture<Void> broken = CompletableFuture.failedFuture(new IllegalStateException("the broker is gone"));
        RecordedDelivery[] deliveries = { delivery("good").answering(broken), delivery("fails").answering(broken),
                delivery("spoiled").answering(broken), delivery("good").answering(null), delivery("fails").answering(null),
                delivery("good") };
        receive(1, duplicates(), deliveries);

        assertThat(deliveries[5].outcome()).isEqualTo("acknowledge");
        assertThat(deliveries).extracting(RecordedDelivery::outcome).doesNotContainNull();
        assertThat(inFlight.outcomes()).isZero();
        assertThat(inFlight.running()).isZero();
    }

    /** Or the broker waits for the outcome for ever. */
    @Test
    void leavesNoMessageWithoutAnOutcome() {
        RecordedDelivery[] deliveries = { delivery("good").deaf(), delivery("good") };
        receive(1, null, deliveries);

        assertThat(deliveries).extracting(RecordedDelivery::outcome).containsExactly("untold", "acknowledge");
        assertThat(inFlight.outcomes()).isZero();
    }

    /** What was handled but could not be acknowledged comes again, and is a copy then. */
    @Test
    void handlesOnceWhatCouldNotBeAcknowledged() {
        RecordedDelivery first = delivery("good").answering(null);
        RecordedDelivery second = delivery("good");
        receive(1, duplicates(), first, second);

        assertThat(handled).containsExactly("good");
        assertThat(second.outcome()).isEqualTo("acknowledge");
    }

    /** A place that is not given back is lost until the end: with as many of these as there are places nothing would come. */
    @Test
    void asksForAnotherOneInPlaceOfWhatItCannotTake() {
        RecordedDelivery good = delivery("good");
        Handing channel = new Handing(Message.of("no delivery"), Message.of(good));
        receiver(1, null).subscribe(channel);

        assertThat(channel.refused).singleElement().isInstanceOf(ClassCastException.class);
        assertThat(good.outcome()).isEqualTo("acknowledge");
        assertThat(channel.demand).isEqualTo(1);
        assertThat(inFlight.outcomes()).isZero();
    }

    @Test
    void beginsTheNextOneWhenTheOutcomeOfTheOneBeforeIsKnown() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        receive(1, null, delivery("first").answering(answer), delivery("second"));
        assertThat(handled).containsExactly("first");

        answer.complete(null);
        assertThat(handled).containsExactly("first", "second");
    }

    @Test
    void letsCopiesWaitForTheOneThatRuns() {
        atOnce = false;
        RecordedDelivery[] copies = { delivery("a"), delivery("a"), delivery("a"), delivery("b") };
        receive(4, duplicates(), copies);
        assertThat(handled).containsExactly("a", "b");

        results.get(0).completeExceptionally(new IllegalStateException("failed"));
        assertThat(copies[0].outcome()).isEqualTo("retry PT1S failed");
        assertThat(handled).containsExactly("a", "b", "a");
        assertThat(copies).extracting(RecordedDelivery::outcome).containsExactly("retry PT1S failed", null, null, null);

        results.get(2).complete(null);
        assertThat(copies).extracting(RecordedDelivery::outcome).containsExactly("retry PT1S failed", "acknowledge",
                "acknowledge", null);
        results.get(1).complete(null);
        assertThat(copies[3].outcome()).isEqualTo("acknowledge");
        assertThat(handled).hasSize(3);
        assertThat(inFlight.outcomes()).isZero();
    }

    @Test
    void handlesCopiesLikeOthersWhereItIsNotToldTo() {
        receive(1, null, delivery("a"), delivery("a"));

        assertThat(handled).containsExactly("a", "a");
    }
}
