package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class ReceiveCallTest {

    private final Answering sqs = new Answering();

    @Test
    void to_a_queue_that_has_just_gone_fails_as_one_without_an_answer_does() {
        assertThat(ReceiveCall.of(10, false).send(sqs, new ReceiveRequests(), null)).isCompletedExceptionally();
        assertThat(sqs.requests).isEmpty();
    }

    @Test
    void to_a_queue_that_is_there_asks_for_all_that_there_is_room_for() {
        Provisioned queue = new Provisioned("http://queue", null, 30, false, null);
        assertThat(ReceiveCall.of(7, false).send(sqs, new ReceiveRequests(), queue))
                .isCompletedWithValue(ReceiveMessageResponse.builder().build());
        assertThat(sqs.requests).singleElement().satisfies(request -> {
            assertThat(request.queueUrl()).isEqualTo("http://queue");
            assertThat(request.maxNumberOfMessages()).isEqualTo(7);
        });
    }

    @Test
    void that_cannot_be_made_fails_as_one_without_an_answer_does() {
        sqs.failure = new OutOfMemoryError("on purpose: no thread");
        Provisioned queue = new Provisioned("http://queue", null, 30, false, null);
        assertThat(ReceiveCall.of(10, false).send(sqs, new ReceiveRequests(), queue)).isCompletedExceptionally();
    }

    @Test
    void that_was_withdrawn_is_not_made() {
        ReceiveCall call = ReceiveCall.of(10, false);
        assertThat(call.withdraw()).isTrue();
        Provisioned queue = new Provisioned("http://queue", null, 30, false, null);
        assertThat(call.send(sqs, new ReceiveRequests(), queue)).isCompletedExceptionally();
        assertThat(sqs.requests).isEmpty();
    }

    @Test
    void that_is_made_cannot_be_withdrawn() {
        ReceiveCall call = ReceiveCall.of(10, false);
        call.send(sqs, new ReceiveRequests(), new Provisioned("http://queue", null, 30, false, null));
        assertThat(call.withdraw()).isFalse();
    }

    /** Has no messages. */
    private static final class Answering implements SqsAsyncClient {

        private final List<ReceiveMessageRequest> requests = new ArrayList<>();
        private Error failure;

        @Override
        public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
            if (failure != null) {
                throw failure;
            }
            requests.add(request);
            return CompletableFuture.completedFuture(ReceiveMessageResponse.builder().build());
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
}
