package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** No answer, or half of one: what the SDK has to be told so that it tries again. */
class BrokenConnectionTest {

    private static final String HALF_A_HEAD = "HTTP/1.1 200 OK\r\nContent-Le";
    private static final String HALF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    /** Without a length it ends with the connection. */
    private static final String NO_END = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf";
    private static final String HALF_A_CHUNK = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";

    private final TestServer server = new TestServer();
    private TestClient client = new TestClient(2);

    BrokenConnectionTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void call_fails_where_the_server_closes_the_connection_before_or_within_the_answer() throws Exception {
        for (String answer : new String[] { "", HALF_A_HEAD, HALF_A_BODY, HALF_A_CHUNK }) {
            Call call = client.call(server.uri(), "x");
            try (ServerConnection connection = server.accept()) {
                connection.request();
                connection.write(answer);
            }
            assertThat(call.failure()).as(answer).isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port()).hasMessageContaining("closed");
        }
    }

    @Test
    void call_fails_where_the_server_says_nothing_or_nothing_more_in_time() throws Exception {
        client.close();
        client = new TestClient(2, "read-timeout", "100ms");
        for (String answer : new String[] { "", HALF_A_HEAD, HALF_A_BODY, HALF_A_CHUNK, NO_END }) {
            Call call = client.call(server.uri(), "x");
            try (ServerConnection connection = server.accept()) {
                connection.request();
                connection.write(answer);
                assertThat(call.failure()).as(answer).isInstanceOf(IOException.class)
                        .hasMessage("http://127.0.0.1:" + server.port() + " sent nothing for 100 ms, after which"
                                + " quarkus.sqs.async-client.read-timeout ends a call");
                assertThat(connection.rest()).isEmpty();
            }
        }
    }

    @Test
    void call_fails_where_nobody_listens() throws Exception {
        URI nobody = server.uri();
        server.close();
        assertThat(client.call(nobody, "x").failure()).isInstanceOf(IOException.class)
                .hasMessageContaining("Connection refused").hasMessageContaining("127.0.0.1:" + nobody.getPort());
    }

    @Test
    void call_fails_where_the_answer_is_not_http() throws Exception {
        Call call = client.call(server.uri(), "x");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.write("220 smtp.example.com ESMTP\r\n\r\n");
            assertThat(call.failure()).isInstanceOf(IOException.class);
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void sdk_tries_again() throws Exception {
        client.close();
        client = new TestClient(2, "read-timeout", "2s");
        for (String answer : new String[] { "", HALF_A_HEAD, HALF_A_BODY }) {
            try (SqsAsyncClient sqs = client.sqs(server.uri())) {
                CompletableFuture<GetQueueUrlResponse> call = sqs.getQueueUrl(request -> request.queueName("shop"));
                try (ServerConnection connection = server.accept()) {
                    connection.request();
                    connection.write(answer);
                }
                try (ServerConnection connection = server.accept()) {
                    assertThat(connection.request().headers()).anyMatch(header -> header.contains("attempt=2"));
                    connection.answer("{\"QueueUrl\": \"url\"}");
                    assertThat(call.join().queueUrl()).isEqualTo("url");
                }
            }
        }
    }

    @Test
    void sdk_tries_again_where_no_answer_came_in_time() throws Exception {
        client.close();
        client = new TestClient(2, "read-timeout", "2s");
        try (SqsAsyncClient sqs = client.sqs(server.uri())) {
            CompletableFuture<GetQueueUrlResponse> call = sqs.getQueueUrl(request -> request.queueName("shop"));
            try (ServerConnection first = server.accept(); ServerConnection second = server.accept()) {
                second.request();
                second.answer("{\"QueueUrl\": \"url\"}");
                assertThat(call.join().queueUrl()).isEqualTo("url");
                first.request();
                assertThat(first.rest()).isEmpty();
            }
        }
    }
}
