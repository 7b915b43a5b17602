package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class ClosedClientTest {

    private final TestServer server = new TestServer();
    private final TestClient client = new TestClient(2, "max-concurrency", "2", "connection-acquisition-timeout", "10M");

    ClosedClientTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void calls_fail_and_idle_connections_are_closed() throws Exception {
        Call call = client.call(server.uri(), "x");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("");
            assertThat(call.content()).isEmpty();
            client.http().close();
            assertThat(connection.rest()).isEmpty();
        }
        for (int number = 0; number < 10; number++) {
            assertThat(client.call(server.uri(), "x").failure()).hasMessage("The client is closed");
        }
        assertThat(server.hasMore()).isFalse();
    }

    @Test
    void calls_fail_where_none_was_made_before() throws Exception {
        client.http().close();
        client.http().close();
        assertThat(client.call(server.uri(), "x").failure()).hasMessage("The client is closed");
    }

    @Test
    void calls_fail_after_the_end_of_vertx() throws Exception {
        client.vertx().close().toCompletionStage().toCompletableFuture().get(TestServer.LIMIT, TimeUnit.MILLISECONDS);
        for (int number = 0; number < 10; number++) {
            assertThat(client.call(server.uri(), "x").failure()).hasMessage("Vert.x is closed");
        }
    }

    @Test
    void calls_that_are_under_way_or_wait_end() throws Exception {
        Call first = client.call(server.uri(), "1");
        Call second = client.call(server.uri(), "2");
        Call waiting = client.call(server.uri(), "3");
        try (ServerConnection one = server.accept(); ServerConnection other = server.accept()) {
            one.request();
            other.request();
            client.http().close();
            assertThat(one.rest() + other.rest()).isEmpty();
            assertThat(first.failure()).isInstanceOf(IOException.class);
            assertThat(second.failure()).isInstanceOf(IOException.class);
            assertThat(waiting.failure()).hasMessage("The client is closed");
        }
    }

    @Test
    void client_of_the_sdk_closes_it() throws Exception {
        SqsAsyncClient sqs = client.sqs(server.uri());
        var call = sqs.getQueueUrl(request -> request.queueName("shop"));
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("{\"QueueUrl\": \"url\"}");
            call.join();
            sqs.close();
            assertThat(connection.rest()).isEmpty();
        }
        assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("shop")).join())
                .hasStackTraceContaining("The client is closed");
    }
}
