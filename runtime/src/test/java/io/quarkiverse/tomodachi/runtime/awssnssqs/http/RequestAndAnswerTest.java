package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.http.ServerConnection.Request;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What is sent and what is received, byte by byte. */
class RequestAndAnswerTest {

    private final TestServer server = new TestServer();
    private final TestClient client = new TestClient(2);

    RequestAndAnswerTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private SdkHttpRequest.Builder request(String target) {
        return SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create(server.uri() + target));
    }

    @Test
    void headers_are_sent_once_and_as_they_were_signed() throws Exception {
        SdkHttpRequest request = request("/1/a%20queue?a=2&a=1&b=%2F").putHeader("Host", "sqs.example.com:81")
                .putHeader("X-Amz-Target", "AmazonSQS.SendMessage").putHeader("Content-Length", "5")
                .putHeader("amz-sdk-request", "attempt=1; max=4").appendHeader("X-Many", "2").appendHeader("X-Many", "1")
                .putHeader("User-Agent", "aws-sdk-java/2 md/io#async").build();
        Call call = new Call(client.http(), request, "h\u00e4ll");
        try (ServerConnection connection = server.accept()) {
            Request received = connection.request();
            connection.answer("");
            assertThat(received.line()).isEqualTo("POST /1/a%20queue?a=2&a=1&b=%2F HTTP/1.1");
            assertThat(received.headers()).containsExactlyInAnyOrder("Host: sqs.example.com:81",
                    "X-Amz-Target: AmazonSQS.SendMessage", "Content-Length: 5", "amz-sdk-request: attempt=1; max=4",
                    "X-Many: 2", "X-Many: 1", "User-Agent: aws-sdk-java/2 md/io#async");
            assertThat(received.headers()).containsSubsequence("X-Many: 2", "X-Many: 1");
            assertThat(received.content()).isEqualTo("h\u00e4ll");
            assertThat(call.content()).isEmpty();
        }
    }

    @Test
    void methods_and_targets_are_those_of_the_request() throws Exception {
        new Call(client.http(), request("").method(SdkHttpMethod.GET).putHeader("Host", "h").build());
        try (ServerConnection connection = server.accept()) {
            Request received = connection.request();
            assertThat(received.line()).isEqualTo("GET / HTTP/1.1");
            assertThat(received.headers()).contains("Host: h");
        }
        new Call(client.http(), request("?Action=Publish").method(SdkHttpMethod.DELETE).build());
        try (ServerConnection connection = server.accept()) {
            assertThat(connection.request().line()).isEqualTo("DELETE /?Action=Publish HTTP/1.1");
        }
    }

    @Test
    void content_may_be_empty_or_come_in_pieces() throws Exception {
        new Call(client.http(), request("/").putHeader("Host", "h").putHeader("Content-Length", "0").build());
        try (ServerConnection connection = server.accept()) {
            Request received = connection.request();
            assertThat(received.headers()).containsExactlyInAnyOrder("Host: h", "Content-Length: 0");
        }
        new Call(client.http(), request("/").putHeader("Host", "h").putHeader("Content-Length", "9").build(), "one", "", "two",
                "six");
        try (ServerConnection connection = server.accept()) {
            Request received = connection.request();
            assertThat(received.headers()).containsExactlyInAnyOrder("Host: h", "Content-Length: 9");
            assertThat(received.content()).isEqualTo("onetwosix");
        }
    }

    @Test
    void length_is_told_where_the_request_does_not() throws Exception {
        new Call(client.http(), request("/").putHeader("Host", "h").build(), "four");
        try (ServerConnection connection = server.accept()) {
            assertThat(connection.request().content()).isEqualTo("four");
        }
    }

    @Test
    void answer_has_status_text_and_all_headers() throws Exception {
        Call call = client.call(server.uri(), "x");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.write("HTTP/1.1 403 No way\r\nX-Many: 2\r\nx-amzn-RequestId: 17\r\nX-Many: 1\r\n"
                    + "Content-Length: 4\r\n\r\nfour");
            SdkHttpResponse head = call.head();
            assertThat(head.statusCode()).isEqualTo(403);
            assertThat(head.statusText()).contains("No way");
            assertThat(head.headers()).containsOnlyKeys("X-Many", "x-amzn-RequestId", "Content-Length");
            assertThat(head.matchingHeaders("x-many")).containsExactly("2", "1");
            assertThat(head.firstMatchingHeader("x-amzn-requestid")).contains("17");
            assertThat(call.content()).isEqualTo("four");
        }
    }

    @Test
    void answer_comes_in_pieces_or_has_no_content() throws Exception {
        Call chunked = client.call(server.uri(), "x");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.write("3\r\none\r\n").write("3\r\ntwo\r\n").write("0\r\n\r\n");
            assertThat(chunked.content()).isEqualTo("onetwo");

            Call empty = client.call(server.uri(), "x");
            connection.request();
            connection.write("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(empty.head().statusCode()).isEqualTo(204);
            assertThat(empty.content()).isEmpty();

            Call ended = client.call(server.uri(), "x");
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end").close();
            assertThat(ended.content()).isEqualTo("until the end");
        }
    }

    @Test
    void long_contents_are_whole() throws Exception {
        String text = "0123456789abcdef".repeat(1 << 16);
        Call call = client.call(server.uri(), text);
        try (ServerConnection connection = server.accept()) {
            String received = connection.request().content();
            connection.answer(received);
            assertThat(call.content()).isEqualTo(text);
        }
    }

    @Test
    void clients_of_the_sdk_understand_the_answers() throws Exception {
        try (SqsAsyncClient sqs = client.sqs(server.uri())) {
            var call = sqs.getQueueUrl(request -> request.queueName("shop"));
            try (ServerConnection connection = server.accept()) {
                Request received = connection.request();
                connection.answer("{\"QueueUrl\": \"" + server.uri() + "/1/shop\"}");
                assertThat(received.headers()).contains("Host: 127.0.0.1:" + server.port())
                        .anyMatch(header -> header.startsWith("User-Agent: ") && header.contains("#Vertx"));
                assertThat(received.content()).contains("\"QueueName\":\"shop\"");
                assertThat(call.join().queueUrl()).isEqualTo(server.uri() + "/1/shop");
            }
        }
    }
}
