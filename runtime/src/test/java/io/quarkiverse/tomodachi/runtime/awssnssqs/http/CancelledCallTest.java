package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Nobody waits for the answer any more. */
class CancelledCallTest {

    private final TestServer server = new TestServer();
    private final TestClient client = new TestClient(1, "max-concurrency", "1", "connection-acquisition-timeout", "10M");

    CancelledCallTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void its_connection_is_closed_before_the_answer() throws Exception {
        Call call = client.call(server.uri(), "x");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            call.cancel();
            assertThat(connection.rest()).isEmpty();
        }
        assertThat(call.hasFailed()).isFalse();
        assertNextCallIsAnswered();
    }

    @Test
    void its_connection_is_closed_within_the_answer() throws Exception {
        Call call = client.call(server.uri(), "x");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst");
            call.cancel();
            assertThat(connection.rest()).isEmpty();
        }
        assertNextCallIsAnswered();
    }

    @Test
    void it_is_never_sent_where_it_has_no_connection_yet() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        client.vertx().runOnContext(ignored -> awaitUninterruptibly(free));
        Call call = client.call(server.uri(), "never");
        call.cancel();
        free.countDown();
        assertNextCallIsAnswered();
        assertThat(server.hasMore()).isFalse();
    }

    @Test
    void it_is_never_sent_where_it_waits_for_its_turn() throws Exception {
        Call first = client.call(server.uri(), "first");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            Call waiting = client.call(server.uri(), "never");
            Call next = client.call(server.uri(), "next");
            waiting.cancel();
            connection.answer("1");
            assertThat(first.content()).isEqualTo("1");
            assertThat(connection.request().content()).isEqualTo("next");
            connection.answer("2");
            assertThat(next.content()).isEqualTo("2");
            assertThat(waiting.hasFailed()).isFalse();
        }
    }

    @Test
    void cancelling_it_after_the_answer_leaves_the_connection_open() throws Exception {
        Call call = client.call(server.uri(), "first");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("1");
            assertThat(call.content()).isEqualTo("1");
            call.cancel();
            Call next = client.call(server.uri(), "next");
            assertThat(connection.request().content()).isEqualTo("next");
            connection.answer("2");
            assertThat(next.content()).isEqualTo("2");
        }
    }

    @Test
    void long_poll_of_the_sdk_ends_on_both_sides() throws Exception {
        try (SqsAsyncClient sqs = client.sqs(server.uri())) {
            CompletableFuture<?> poll = sqs.receiveMessage(
                    request -> request.queueUrl(server.uri() + "/1/queue").waitTimeSeconds(20));
            try (ServerConnection connection = server.accept()) {
                assertThat(connection.request().content()).contains("\"WaitTimeSeconds\":20");
                poll.cancel(true);
                assertThat(connection.rest()).isEmpty();
            }
            assertThatThrownBy(poll::join).isInstanceOf(CancellationException.class);
            CompletableFuture<?> next = sqs.deleteMessage(
                    request -> request.queueUrl(server.uri() + "/1/queue").receiptHandle("h"));
            try (ServerConnection connection = server.accept()) {
                assertThat(connection.request().headers()).contains("X-Amz-Target: AmazonSQS.DeleteMessage");
                connection.answer("{}");
                next.join();
            }
        }
    }

    private void assertNextCallIsAnswered() throws Exception {
        Call next = client.call(server.uri(), "next");
        try (ServerConnection connection = server.accept()) {
            assertThat(connection.request().content()).isEqualTo("next");
            connection.answer("there");
            assertThat(next.content()).isEqualTo("there");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
