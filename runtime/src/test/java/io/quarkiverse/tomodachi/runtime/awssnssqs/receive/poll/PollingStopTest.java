package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** What SQS has handed out when receiving stops is hidden from others for as long as nobody gives it back. */
class PollingStopTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Answering sqs = new Answering();
    private final Taking target = new Taking();
    private final Provisioned queue = new Provisioned("http://queue", null, 30, false, null);
    private final Polling polling = new Polling(sqs,
            new Polling.Source(() -> CompletableFuture.completedFuture(queue), () -> CompletableFuture.completedFuture(queue)),
            target, timer, false, new PollPace(10, System::nanoTime), new PollLimit(1), new Trouble("Nothing", Map.of()));

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void takes_the_answer_to_a_call_that_is_being_made_while_messages_come() throws Exception {
        polling.start();
        sqs.stopIn(2);
        sqs.answer(0);
        assertThat(sqs.stopped).isNotNull();
        assertThat(sqs.calls.get(1)).isNotDone();
        sqs.answer(1);
        sqs.stopped.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(target.messages).extracting(Message::messageId).containsExactly("0", "1");
    }

    @Test
    void ends_a_call_that_is_being_made_where_none_came_before() throws Exception {
        sqs.stopIn(1);
        polling.start();
        sqs.stopped.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(sqs.calls.get(0)).isCancelled();
    }

    @Test
    void ends_calls_without_an_answer_after_a_while() throws Exception {
        polling.start();
        sqs.answer(0);
        CompletionStage<Void> stopped = polling.stop();
        assertThat(sqs.calls.get(1)).isNotDone();
        stopped.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(sqs.calls.get(1)).isCancelled();
    }

    /** Answers when it is told to. */
    private final class Answering implements SqsAsyncClient {

        private final List<CompletableFuture<ReceiveMessageResponse>> calls = new ArrayList<>();
        private int last;
        private CompletionStage<Void> stopped;

        /** Another thread stops receiving while the call with that number is being made. */
        void stopIn(int call) {
            last = call;
        }

        void answer(int call) {
            calls.get(call).complete(ReceiveMessageResponse.builder()
                    .messages(Message.builder().messageId(Integer.toString(call)).build()).build());
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
