package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class LostAttemptsTest {

    private static final Provisioned QUEUE = new Provisioned("http://queue", null, 30, false, null);

    private final LostAttempts lost = new LostAttempts();
    private final Attempts sqs = new Attempts();

    /** By which SQS knows the attempt. */
    private String attempt(ReceiveCall call) {
        call.send(sqs, new ReceiveRequests(), QUEUE);
        return sqs.ids.get(sqs.ids.size() - 1);
    }

    private ReceiveCall lose(int most) {
        ReceiveCall call = ReceiveCall.of(most, true);
        lost.add(call);
        return call;
    }

    @Test
    void all_that_were_lost_at_once_are_made_again() {
        List<String> made = List.of(attempt(lose(10)), attempt(lose(10)), attempt(lose(10)));
        assertThat(Set.copyOf(made)).hasSize(3);
        assertThat(List.of(attempt(lost.next(10)), attempt(lost.next(10)), attempt(lost.next(10)))).isEqualTo(made);
        assertThat(lost.next(10)).isNull();
    }

    @Test
    void one_that_could_bring_more_than_there_is_room_for_waits() {
        ReceiveCall large = lose(10);
        ReceiveCall small = lose(2);
        assertThat(attempt(lost.next(5))).isEqualTo(attempt(small));
        assertThat(lost.next(5)).isNull();
        assertThat(attempt(lost.next(10))).isEqualTo(attempt(large));
    }

    @Test
    void none_is_made_again_that_sqs_has_forgotten_or_that_has_no_attempt() {
        lost.add(ReceiveCall.of(10, false));
        long old = System.nanoTime() - Duration.ofMinutes(5).toNanos();
        lost.add(new ReceiveCall(10, "old", old));
        lost.add(new ReceiveCall(10, "old", old).again());
        assertThat(lost.next(10)).isNull();
        lose(10);
        lost.clear();
        assertThat(lost.next(10)).isNull();
    }

    private static final class Attempts implements SqsAsyncClient {

        private final List<String> ids = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
            ids.add(request.receiveRequestAttemptId());
            return CompletableFuture.failedFuture(new IllegalStateException("lost"));
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
