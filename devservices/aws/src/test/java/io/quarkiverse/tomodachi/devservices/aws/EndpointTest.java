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
import java.util.Set;

import org.junit.jupiter.api.Test;

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
            endpoint.close();
            endpoint.close();
            assertThat(hasThread(port)).isFalse();
            assertThat(open.getInputStream().read()).isEqualTo(-1);
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
            endpoint.resetCallCounts();
            assertThat(endpoint.callCounts()).isEmpty();
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
