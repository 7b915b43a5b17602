package io.quarkiverse.tomodachi.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.invocation.NotBegunException;
import io.quarkiverse.tomodachi.runtime.json.JsonType;
import io.quarkiverse.tomodachi.runtime.message.argument.BatchArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.PayloadArgument;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.outcome.OutcomePolicy;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Multi;

class BatchReceiverTest {

    private static final BatchArgument DATA = new BatchArgument(
            new PayloadArgument("data", new JsonType(String.class, List.of())));
    private static final IllegalStateException FAILED = new IllegalStateException("failed");

    /** Nothing is called, and nothing is read. */
    private static final Function<List<Object>, CompletionStage<Object>> NO_THREAD = data -> null;

    /** Nothing is called, though all is read. */
    private static final Function<List<Object>, CompletionStage<Object>> NOT_BEGUN = data -> notBegun();

    private final InFlight inFlight = new InFlight();
    private final List<List<Object>> handled = new ArrayList<>();
    /** Where there is one, calls wait in it for a thread. */
    private Queue<Runnable> waiting;

    private void receive(HandledMessages duplicates, Function<List<Object>, CompletionStage<Object>> method,
            RecordedDelivery... deliveries) {
        HandlerDescription description = Handlers.of("org.acme.Shop#sold(List<String>)", "aws-sns-sqs", DATA);
        FailureSettings settings = new FailureSettings(OnFailure.RETRY, 3, "1s", "5m", 2.0, 0.0, List.of(), Exhausted.KEEP);
        MessageHandler handler = new MessageHandler(description, "channel", null, null, null);
        assertThat(handler.isBatch()).isTrue();
        new BatchReceiver(handler, 1, new PayloadReader(new Plain(), null), duplicates,
                invocation -> handle(invocation, method),
                new Settling(handler, new OutcomePolicy(description.id(), settings)), inFlight)
                .subscribe(Multi.createFrom().item(Message.of(new DeliveryBatch(List.of(deliveries)))));
    }

    private CompletionStage<Object> handle(Invocation invocation, Function<List<Object>, CompletionStage<Object>> method) {
        if (waiting != null) {
            CompletableFuture<Object> later = new CompletableFuture<>();
            waiting.add(() -> handle(invocation, method).whenComplete((result, failure) -> {
                if (failure == null) {
                    later.complete(result);
                } else {
                    later.completeExceptionally(failure);
                }
            }));
            return later;
        }
        if (method == NO_THREAD) {
            return CompletableFuture.failedFuture(FAILED);
        }
        try {
            invocation.prepare();
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
        List<Object> data = ((BatchInvocation) invocation).values(DATA.element());
        handled.add(data);
        if (method != NOT_BEGUN) {
            invocation.entered();
        }
        return method.apply(data);
    }

    private static Function<List<Object>, CompletionStage<Object>> giving(Object result) {
        return data -> CompletableFuture.completedFuture(result);
    }

    private static CompletionStage<Object> notBegun() {
        return CompletableFuture.failedFuture(new NotBegunException("no thread", null));
    }

    private static RecordedDelivery delivery(String payload) {
        return new RecordedDelivery(payload, 1, false);
    }

    private static List<String> outcomes(RecordedDelivery... deliveries) {
        return List.of(deliveries).stream().map(RecordedDelivery::outcome).toList();
    }

    @Test
    void each_message_has_its_own_outcome() {
        RecordedDelivery[] batch = { delivery("a"), delivery("spoiled"), delivery("b"), delivery("c"), delivery("d") };
        receive(null, giving(BatchResult.failed(1, FAILED).andFailed(3, new RejectMessageException("no"))), batch);

        assertThat(handled).containsExactly(List.of("a", "b", "c", "d"));
        assertThat(outcomes(batch)).containsExactly("acknowledge", "reject the message is not in the form of Plain",
                "retry PT1S failed", "acknowledge", "reject no");
    }

    /** Or messages whose handler leads to calls that there is no thread for would go round for ever. */
    @Test
    void an_attempt_that_led_to_a_call_which_could_not_begin_counts() {
        RecordedDelivery[] unseen = { delivery("a"), delivery("spoiled") };
        receive(null, NOT_BEGUN, unseen);
        RecordedDelivery[] seen = { delivery("a"), delivery("spoiled"), new RecordedDelivery("b", 3, true) };
        receive(null, data -> notBegun(), seen);

        assertThat(outcomes(unseen)).containsExactly("postpone PT1S", "reject the message is not in the form of Plain");
        assertThat(outcomes(seen)).containsExactly("retry PT1S no thread", "reject the message is not in the form of Plain",
                "reject no thread");
    }

    @Test
    void failure_of_the_call_is_that_of_all_that_it_was_given() {
        RecordedDelivery[] batch = { delivery("a"), delivery("spoiled"), delivery("b") };
        receive(null, data -> CompletableFuture.failedFuture(FAILED), batch);

        assertThat(outcomes(batch)).containsExactly("retry PT1S failed", "reject the message is not in the form of Plain",
                "retry PT1S failed");
    }

    @Test
    void nothing_is_acknowledged_that_the_handler_was_not_called_for() {
        RecordedDelivery[] batch = { delivery("a"), delivery("b") };
        receive(null, NO_THREAD, batch);

        assertThat(outcomes(batch)).containsOnly("retry PT1S failed");
    }

    @Test
    void result_for_a_message_that_is_not_there_is_a_failure() {
        RecordedDelivery[] batch = { delivery("a"), delivery("b") };
        receive(null, giving(BatchResult.failed(2, FAILED)), batch);

        assertThat(outcomes(batch)).allMatch(outcome -> outcome.startsWith("retry PT1S The handler says that message 2"));
    }

    /** As transports write the reasons into what becomes of the messages. */
    @Test
    void reason_that_cannot_be_told_is_replaced() {
        RecordedDelivery[] batch = { delivery("a"), delivery("b") };
        receive(null, giving(BatchResult.failed(0, new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        })), batch);

        assertThat(batch[0].outcome()).startsWith("retry PT1S ")
                .contains("which cannot tell its message, as that throws java.lang.UnsupportedOperationException");
        assertThat(batch[1].outcome()).isEqualTo("acknowledge");
    }

    @Test
    void handler_is_not_called_for_nothing() {
        RecordedDelivery[] batch = { delivery("spoiled"), delivery("spoiled") };
        receive(null, giving(null), batch);

        assertThat(handled).isEmpty();
        assertThat(outcomes(batch)).containsOnly("reject the message is not in the form of Plain");
    }

    @Test
    void those_behind_one_that_comes_again_are_handed_back_within_their_sequence() {
        RecordedDelivery[] batch = { delivery("a1").in("a"), delivery("b1").in("b"), delivery("a2").in("a"),
                delivery("spoiled").in("a"), delivery("a3").in("a"), delivery("b2").in("b"), delivery("c") };
        receive(null, giving(BatchResult.failed(2, FAILED)), batch);

        assertThat(outcomes(batch)).containsExactly("acknowledge", "acknowledge", "retry PT1S failed", "hand back", "hand back",
                "acknowledge", "acknowledge");
    }

    @Test
    void those_behind_one_that_is_rejected_follow_when_it_is_known_to_be() {
        CompletableFuture<Void> moved = new CompletableFuture<>();
        CompletableFuture<Void> stuck = new CompletableFuture<>();
        RecordedDelivery[] batch = { delivery("spoiled").in("a").answering(moved), delivery("a2").in("a"),
                delivery("spoiled").in("b").answering(stuck), delivery("b2").in("b") };
        receive(null, giving(null), batch);
        assertThat(batch[1].outcome()).isNull();
        moved.complete(null);
        assertThat(batch[1].outcome()).isEqualTo("acknowledge");
        stuck.completeExceptionally(new IllegalStateException("the dead-letter queue does not take it"));
        assertThat(batch[3].outcome()).isEqualTo("hand back");
        assertThat(inFlight.outcomes()).isZero();
    }

    @Test
    void copies_of_a_message_are_handled_once_and_taken_again_if_that_failed() {
        HandledMessages duplicates = new HandledMessages(Duration.ofMinutes(1), 10, System::nanoTime);
        RecordedDelivery[] batch = { delivery("a"), delivery("a"), delivery("b"), delivery("b") };
        receive(duplicates, data -> CompletableFuture.completedFuture(
                data.size() == 2 ? BatchResult.failed(1, FAILED) : BatchResult.succeeded()), batch);

        assertThat(handled).containsExactly(List.of("a", "b"), List.of("b"));
        assertThat(outcomes(batch)).containsExactly("acknowledge", "acknowledge", "retry PT1S failed", "acknowledge");
        RecordedDelivery[] later = { delivery("a"), delivery("b") };
        receive(duplicates, giving(null), later);
        assertThat(handled).hasSize(2);
        assertThat(outcomes(later)).containsOnly("acknowledge");
        assertThat(inFlight.outcomes()).isZero();
    }

    /**
     * Else the first copy of b would wait for the last one, that for the copy of a before it, and that for the first copy of b.
     */
    @Test
    void copy_that_was_overtaken_comes_again_instead_of_waiting_for_what_waits_for_those_behind_it() {
        HandledMessages duplicates = new HandledMessages(Duration.ofMinutes(1), 10, System::nanoTime);
        CompletableFuture<Object> call = new CompletableFuture<>();
        RecordedDelivery failing = delivery("b");
        receive(duplicates, data -> call, failing);
        RecordedDelivery[] first = { delivery("b").in("x"), delivery("a").in("x") };
        receive(duplicates, giving(null), first);
        waiting = new ArrayDeque<>();
        call.completeExceptionally(FAILED);
        Queue<Runnable> overtaken = waiting;
        waiting = null;
        RecordedDelivery[] last = { delivery("a").in("y"), delivery("b").in("y") };
        receive(duplicates, giving(null), last);
        assertThat(outcomes(first)).containsOnlyNulls();
        overtaken.forEach(Runnable::run);

        assertThat(outcomes(first)).containsExactly("retry PT1S another copy of the message was handled, or is", "hand back");
        assertThat(outcomes(last)).containsExactly("acknowledge", "acknowledge");
        assertThat(inFlight.outcomes()).isZero();
    }
}
