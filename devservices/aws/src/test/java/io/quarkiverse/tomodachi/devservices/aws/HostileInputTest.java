package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest extends AwsFixture {
    private final RawClient client = new RawClient(uri);

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        assertThat(response.body()).containsAnyOf("__type", "<ErrorResponse").doesNotContain("java.");
    }

    /** What a server answers to bytes that may be no request. */
    private static String exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            byte[] answer = new byte[4096];
            int count = socket.getInputStream().read(answer);
            return count < 0 ? "" : new String(answer, 0, count, StandardCharsets.UTF_8);
        }
    }

    private static String exchange(String text) throws IOException {
        return exchange(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "null", "42", "\"text\"", "{} trailing", "{\"QueueName\":5}",
            "{\"QueueName\":{}}", "{\"QueueName\":null}", "{\"QueueName\":\"a\",\"Attributes\":[]}",
            "{\"QueueName\":\"a\",\"Attributes\":{\"DelaySeconds\":1}}", "{\"QueueName\":\"a\",\"tags\":\"x\"}",
            "{\"QueueName\":\"../etc\"}" })
    void jsonThatIsNoneIsRefused(String body) {
        assertRefused(client.json("CreateQueue", body));
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused(client.json("CreateQueue", "[".repeat(100_000)));
        assertRefused(client.json("CreateQueue", "{\"a\":".repeat(50_000)));
        assertRefused(client.form("/", "Action=CreateTopic&" + "a.".repeat(1000) + "b=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Action=", "Action=Nonsense", "Version=2010-03-31", "Action=CreateTopic&Name=%zz",
            "Action=CreateTopic&Name.x=a", "Action=CreateTopic&Name=a&Name.b=c",
            "Action=CreateTopic&Name=a&Tags.member.x.Key=k", "Action=CreateTopic&Name=a&Attributes.entry.1.value=v",
            "Action=Publish&TopicArn=nonsense&Message=a", "Action=Publish&Message=a", "Action=Subscribe",
            "Action=SendMessage&QueueUrl=http://x/123456789012/none&MessageBody=a",
            "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=http://x/y/z&MaxNumberOfMessages=many", "&&&==&" })
    void formsThatAreNoneAreRefused(String form) {
        assertRefused(client.form("/", form));
    }

    @Test
    void unknownActionsAreRefused() {
        HttpResponse<String> json = client.json("MakeCoffee", "{}");
        assertRefused(json);
        assertThat(json.body()).contains("UnknownOperationException");
        HttpResponse<String> form = client.form("/", "Action=CreatePlatformApplication&Version=2010-03-31&Name=a");
        assertRefused(form);
        assertThat(form.body()).contains("<Code>InvalidAction</Code>");
    }

    @Test
    void wrongTypesInMessagesAreRefused() {
        String queue = createQueue();
        String start = "{\"QueueUrl\":\"" + queue + "\",";
        for (String rest : List.of("\"MessageBody\":[]}", "\"MessageBody\":\"a\",\"DelaySeconds\":\"5\"}",
                "\"MessageBody\":\"a\",\"DelaySeconds\":1.5}", "\"MessageBody\":\"a\",\"DelaySeconds\":99999999999}",
                "\"MessageBody\":\"a\",\"MessageAttributes\":{\"n\":5}}",
                "\"MessageBody\":\"a\",\"MessageAttributes\":{\"n\":{\"DataType\":\"Binary\",\"BinaryValue\":\"%\"}}}",
                "\"MessageBody\":\"\\ud800\"}")) {
            assertRefused(client.json("SendMessage", start + rest));
        }
        assertRefused(client.json("ReceiveMessage", start + "\"WaitTimeSeconds\":21}"));
        assertRefused(client.json("SendMessageBatch", start + "\"Entries\":[5]}"));
        assertRefused(client.json("SendMessageBatch", start + "\"Entries\":[{}]}"));
        assertRefused(client.json("DeleteMessage", start + "\"ReceiptHandle\":\"" + "A".repeat(100_000) + "\"}"));
        assertThat(receive(queue)).isEmpty();
    }

    @Test
    void bodiesBeyondTheLimitAreRefused() throws IOException {
        introspected();
        assertThat(exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")).contains(" 413 ");
        assertThat(exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"))
                .contains(" 413 ");
        assertThat(exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")).contains(" 4");
    }

    @Test
    void whatIsNotHttpIsRefused() throws IOException {
        introspected();
        assertThat(exchange("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("GET / HTTP/2.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("GET / HTTP/1.1\r\nno colon\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("GET / HTTP/1.1\r\nX: " + "x".repeat(70_000))).startsWith("HTTP/1.1 431 ");
        assertThat(exchange("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange(new byte[] { 0x16, 3, 1, 0, 5, 1, 0, 0, 1, '\n' })).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void chunkedAndPipelinedRequestsAreServed() throws IOException {
        introspected();
        String head = "POST / HTTP/1.1\r\nHost: here\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n";
        assertThat(exchange(head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n")).contains(" 200 ");
        String request = head + "Content-Length: 2\r\n\r\n{}";
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write((request + request + head + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        }
        assertThat(exchange(head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")).contains("100 Continue");
    }
}
