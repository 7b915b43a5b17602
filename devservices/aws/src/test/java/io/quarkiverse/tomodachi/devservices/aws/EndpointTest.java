package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.counting.CallInfo;

class EndpointTest {

    private static boolean hasThread(int port) {
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        return threads.stream().anyMatch(thread -> thread.getName().equals("aws-endpoint-" + port));
    }

    private static void create(AwsEndpoint endpoint, String queue) {
        new RawClient(endpoint.uri()).json("CreateQueue", "{\"QueueName\":\"" + queue + "\"}");
    }

    @Test
    void closingLeavesNoThreadAndNoSocket() throws IOException {
        AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
        int port = endpoint.port();
        assertThat(hasThread(port)).isTrue();
        create(endpoint, "q");
        try (Socket open = new Socket("127.0.0.1", port)) {
            // a connection that was not accepted yet would be reset, not closed
            open.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(open.getInputStream().read()).isEqualTo('H');
            endpoint.close();
            endpoint.close();
            assertThat(hasThread(port)).isFalse();
            assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).startsWith("TTP/1.1 400");
        }
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
        assertThat(endpoint.queue("q")).isPresent();
        assertThatIllegalStateException().isThrownBy(endpoint::start);
    }

    @Test
    void closingEndsOpenPolls() throws Exception {
        AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
        create(endpoint, "q");
        Thread poll = new Thread(() -> {
            try {
                new RawClient(endpoint.uri()).json("ReceiveMessage",
                        "{\"QueueUrl\":\"" + endpoint.uri() + "/" + endpoint.accountId() + "/q\",\"WaitTimeSeconds\":20}");
            } catch (UncheckedIOException e) {
                // the connection ends without an answer
            }
        });
        poll.start();
        await().until(() -> endpoint.queue("q").orElseThrow().waitingReceives() == 1);
        endpoint.close();
        poll.join(10_000);
        assertThat(poll.isAlive()).isFalse();
        assertThat(endpoint.queue("q").orElseThrow().waitingReceives()).isZero();
    }

    @Test
    void endpointsKnowNothingOfEachOther() {
        try (AwsEndpoint one = AwsEndpoint.builder().build().start();
                AwsEndpoint two = AwsEndpoint.builder().region("eu-north-1").accountId("000000000000").build().start()) {
            create(one, "q");
            create(two, "other");
            assertThat(one.queues()).extracting(QueueInfo::arn).containsExactly("arn:aws:sqs:us-east-1:123456789012:q");
            assertThat(two.queues()).extracting(QueueInfo::arn)
                    .containsExactly("arn:aws:sqs:eu-north-1:000000000000:other");
        }
    }

    @Test
    void callsAreCountedUntilReset() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start()) {
            create(endpoint, "a");
            create(endpoint, "b");
            new RawClient(endpoint.uri()).form("/", "Action=CreateTopic&Name=t");
            assertThat(endpoint.callCounts()).containsEntry("sqs.CreateQueue", 2L).containsEntry("sns.CreateTopic", 1L);
            assertThat(endpoint.callCounts("a")).containsExactly(Map.entry("sqs.CreateQueue", 1L));
            endpoint.resetCallCounts();
            assertThat(endpoint.callCounts()).isEmpty();
            assertThat(endpoint.callCounts("a")).isEmpty();
        }
    }

    @Test
    void messagesAndErrorsAreCounted() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start()) {
            List<CallInfo> calls = new CopyOnWriteArrayList<>();
            endpoint.onCall(calls::add);
            RawClient client = new RawClient(endpoint.uri());
            create(endpoint, "q");
            String queue = "{\"QueueUrl\":\"" + endpoint.uri() + "/" + endpoint.accountId() + "/q\"";
            client.json("SendMessageBatch", queue + ",\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"a\"},"
                    + "{\"Id\":\"b\",\"MessageBody\":\"\\u0001\"},{\"Id\":\"c\",\"MessageBody\":\"c\"}]}");
            client.json("ReceiveMessage", queue + ",\"MaxNumberOfMessages\":10}");
            client.json("ReceiveMessage", queue + ",\"MaxNumberOfMessages\":11}");
            client.json("DeleteQueue", "{\"QueueUrl\":[]}");
            assertThat(endpoint.messageCounts()).containsExactly(Map.entry("sqs.ReceiveMessage", 2L),
                    Map.entry("sqs.SendMessageBatch", 2L));
            assertThat(endpoint.errorCounts()).containsExactly(Map.entry("sqs.DeleteQueue MalformedInput", 1L),
                    Map.entry("sqs.ReceiveMessage InvalidParameterValue", 1L));
            assertThat(calls).hasSize(5).contains(new CallInfo("sqs.SendMessageBatch", "q", 2, null),
                    new CallInfo("sqs.ReceiveMessage", "q", 0, "InvalidParameterValue"));
            assertThat(client.get("/_endpoint/calls").body()).isEqualTo("{\"calls\":{\"sqs.CreateQueue\":1,"
                    + "\"sqs.DeleteQueue\":1,\"sqs.ReceiveMessage\":2,\"sqs.SendMessageBatch\":1},\"messages\":"
                    + "{\"sqs.ReceiveMessage\":2,\"sqs.SendMessageBatch\":2},\"errors\":{\"sqs.DeleteQueue MalformedInput\":1,"
                    + "\"sqs.ReceiveMessage InvalidParameterValue\":1}}");
            assertThat(client.get("/_endpoint/calls/q").body()).isEqualTo("{\"calls\":{\"sqs.CreateQueue\":1,"
                    + "\"sqs.ReceiveMessage\":2,\"sqs.SendMessageBatch\":1}}");
            assertThat(client.get("/_endpoint/calls/other").body()).isEqualTo("{\"calls\":{}}");
            assertThat(client.send("DELETE", "/_endpoint/calls", "").statusCode()).isEqualTo(200);
            assertThat(endpoint.messageCounts()).isEmpty();
        }
    }

    @Test
    void whatWouldFillTheMemoryIsRefused() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().maxStoredBytes(10_000).build().start()) {
            RawClient client = new RawClient(endpoint.uri());
            create(endpoint, "q");
            String queue = "{\"QueueUrl\":\"" + endpoint.uri() + "/" + endpoint.accountId() + "/q\"";
            String message = queue + ",\"MessageBody\":\"" + "x".repeat(5_000) + "\"}";
            assertThat(client.json("SendMessage", message).statusCode()).isEqualTo(200);
            assertThat(client.json("SendMessage", message).statusCode()).isEqualTo(200);
            assertThat(client.json("SendMessage", message).body()).contains("OverLimit");
            client.form("/", "Action=CreateTopic&Name=t");
            client.form("/", "Action=Subscribe&Protocol=sqs&TopicArn=arn:aws:sns:us-east-1:123456789012:t&Endpoint="
                    + endpoint.queue("q").orElseThrow().arn());
            client.form("/", "Action=Publish&TopicArn=arn:aws:sns:us-east-1:123456789012:t&Message=a");
            assertThat(endpoint.queue("q").orElseThrow().visible()).isEqualTo(2);
            client.json("PurgeQueue", queue + "}");
            assertThat(client.json("SendMessage", message).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theStateCanBeLookedInto() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start()) {
            RawClient client = new RawClient(endpoint.uri());
            create(endpoint, "q");
            String arn = endpoint.queue("q").orElseThrow().arn();
            String topic = "arn:aws:sns:us-east-1:123456789012:t";
            client.form("/", "Action=CreateTopic&Name=t");
            client.form("/", "Action=Subscribe&Protocol=sqs&TopicArn=" + topic + "&Endpoint=" + arn);
            client.form("/", "Action=Publish&TopicArn=" + topic + "&Message=m");

            assertThat(endpoint.topics()).singleElement()
                    .satisfies(info -> assertThat(info.subscriptions()).isOne());
            assertThat(endpoint.subscriptions()).extracting(SubscriptionInfo::endpoint).containsExactly(arn);
            QueueInfo queue = endpoint.queue("q").orElseThrow();
            assertThat(queue.visible()).isOne();
            assertThat(queue.attributes()).containsEntry("VisibilityTimeout", "30").containsEntry("QueueArn", arn);
        }
    }

    @Test
    void queueUrlsUseTheHostOfTheCaller() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start()) {
            RawClient client = new RawClient(URI.create("http://localhost:" + endpoint.port()));
            assertThat(client.json("CreateQueue", "{\"QueueName\":\"q\"}").body())
                    .contains("http://localhost:" + endpoint.port() + "/123456789012/q");
        }
    }

    @Test
    void aPortInUseIsReported() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start()) {
            AwsEndpoint second = AwsEndpoint.builder().port(endpoint.port()).build();
            assertThatThrownBy(second::start).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(endpoint.port())).hasCauseInstanceOf(BindException.class);
            second.close();
        }
    }

    @Test
    void settingsAreValidated() {
        assertThatIllegalArgumentException().isThrownBy(() -> AwsEndpoint.builder().port(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> AwsEndpoint.builder().region("EU"));
        assertThatIllegalArgumentException().isThrownBy(() -> AwsEndpoint.builder().accountId("12"));
        assertThatIllegalStateException().isThrownBy(() -> AwsEndpoint.builder().build().port());
    }
}
