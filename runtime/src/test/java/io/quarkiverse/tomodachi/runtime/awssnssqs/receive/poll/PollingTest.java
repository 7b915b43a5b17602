package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.KeptTasks;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class PollingTest {

    private final KeptTasks timer = new KeptTasks();
    private final Answering sqs = new Answering();
    private final Taking target = new Taking();
    private final Trouble trouble = new Trouble("Nothing comes", Map.of());
    private final Provisioned queue = new Provisioned("http://queue", null, 30, false, null);
    private final Polling polling = new Polling(sqs,
            new Polling.Source(() -> CompletableFuture.completedFuture(queue), () -> CompletableFuture.completedFuture(queue)),
            target, timer, false, new PollPace(10, System::nanoTime), new PollLimit(1), trouble);

    @AfterEach
    void end() {
        timer.close();
    }

    /** What SQS has handed out is hidden from others for as long as nobody gives it back. */
    @Test
    void takes_the_answer_to_a_call_that_is_being_made_when_it_stops_while_messages_come() {
        polling.start();
        sqs.stopIn(2);
        sqs.answer(0, "0");
        assertThat(sqs.calls.get(1)).isNotDone();
        assertThat(sqs.stopped.toCompletableFuture()).isNotDone();
        sqs.answer(1, "1");
        assertThat(sqs.stopped.toCompletableFuture()).isCompleted();
        assertThat(target.messages).extracting(Message::messageId).containsExactly("0", "1");
    }

    @Test
    void ends_a_call_that_is_being_made_when_it_stops_where_no_messages_came() {
        sqs.stopIn(1);
        polling.start();
        assertThat(sqs.stopped.toCompletableFuture()).isCompleted();
        assertThat(sqs.calls.get(0)).isCancelled();
    }

    @Test
    void ends_calls_without_an_answer_some_time_after_it_was_stopped() {
        polling.start();
        sqs.answer(0, "0");
        CompletionStage<Void> stopped = polling.stop();
        assertThat(sqs.calls.get(1)).isNotDone();
        timer.runAll();
        assertThat(stopped.toCompletableFuture()).isCompleted();
        assertThat(sqs.calls.get(1)).isCancelled();
    }

    @Test
    void works_again_also_when_an_answer_brings_nothing() {
        polling.start();
        sqs.calls.get(0).completeExceptionally(new IllegalStateException("on purpose"));
        assertThat(trouble.problem()).isPresent();
        timer.runAll();
        assertThat(trouble.problem()).isPresent();
        sqs.answer(1);
        assertThat(trouble.problem()).isEmpty();
    }

    /** Answers when it is told to. */
    private final class Answering implements SqsAsyncClient {

        private final List<CompletableFuture<ReceiveMessageResponse>> calls = new ArrayList<>();
        private int last;
        private CompletionStage<Void> stopped;

        /** Receiving stops while the call with that number is being made. */
        void stopIn(int call) {
            last = call;
        }

        void answer(int call, String... messages) {
            calls.get(call).complete(ReceiveMessageResponse.builder()
                    .messages(Stream.of(messages).map(id -> Message.builder().messageId(id).build()).toList()).build());
        }

        @Override
        public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
            calls.add(new CompletableFuture<>());
            if (calls.size() == last) {
                stopped = polling.stop();
            }
            return calls.get(calls.size() - 1);
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Has room for all. */
    private static final class Taking implements Polling.Target {

        private final List<Message> messages = new ArrayList<>();

        @Override
        public int room() {
            return 10;
        }

        @Override
        public int most(Provisioned queue) {
            return 10;
        }

        @Override
        public boolean isClogged() {
            return false;
        }

        @Override
        public void received(ReceiveMessageResponse response, Provisioned queue) {
            messages.addAll(response.messages());
        }
    }
}
