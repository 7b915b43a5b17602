package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer.Consumers;
import io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer.Taker;
import io.quarkiverse.tomodachi.deployment.clients.ConcurrentTests;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsEngine;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** What shows only after a long time in which nothing happens: all at the same time, each with an endpoint of its own. */
class LongWaitsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TestFactory
    List<DynamicTest> long_waits() {
        // two threads at once would both set it, and one of them fail
        ContextManagerProvider.instance();
        return ConcurrentTests.of(4,
                dynamicTest("minute in which SQS takes no queue of the name of a deleted one is waited out",
                        LongWaitsTest::minute_after_the_deletion_is_waited_out),
                dynamicTest("calls that SQS takes and never answers are told, and end with the next answer",
                        LongWaitsTest::silence_is_told_and_ends_with_the_next_answer),
                dynamicTest("others of its group wait behind a message that stays",
                        LongWaitsTest::others_of_its_group_wait_behind_a_message_that_stays),
                dynamicTest("message is kept until the end also when nothing is received any more",
                        LongWaitsTest::message_is_kept_until_the_end),
                dynamicTest("start fails soon and tells why, where an endpoint takes connections and answers nothing",
                        () -> start_fails_soon(Duration.ofMinutes(1))),
                dynamicTest("start fails as well when the last attempt ends before the call",
                        () -> start_fails_soon(Duration.ofMillis(100))));
    }

    private static void minute_after_the_deletion_is_waited_out() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).waitingTimes(true).build().start();
                RecordedCalls calls = new RecordedCalls(endpoint.uri())) {
            Provisioned first = provision(calls.clients());
            calls.clients().sqs().deleteQueue(request -> request.queueUrl(first.url())).join();
            assertThat(provision(calls.clients())).isEqualTo(first);
            assertThat(endpoint.errorCounts().keySet()).as("meanwhile")
                    .anyMatch(error -> error.contains("QueueDeletedRecently"));
            assertThat(endpoint.queue("shop")).isPresent();
            assertThat(endpoint.subscriptions()).hasSize(1);
        }
    }

    /** As another instance does, which knows nothing yet. */
    private static Provisioned provision(AwsClients clients) {
        return new Topology(clients, new Topics(clients.sns())).provision(QueueNames.of("Shop#paid()",
                new HandlerSettings("orders", "shop", true, null, 45, "dead", 3, false, 10), "", "", "paid", "uuid"));
    }

    private static void silence_is_told_and_ends_with_the_next_answer() {
        try (Consumers consumers = Consumers.ofOwnEndpoint()) {
            AwsEndpoint endpoint = consumers.endpoint();
            QueueConsumer receiving = consumers.of("receiving", 60, 10);
            QueueConsumer deleting = consumers.of("deleting", 60, 10);
            QueueConsumer retrying = consumers.of("retrying", 60, 10);
            QueueConsumer rejecting = consumers.of("rejecting", 60, 10, "dead", Batching.NONE);
            endpoint.injectFaults(silent("sqs.ReceiveMessage").onlyFor("receiving"), silent("sqs.DeleteMessageBatch"),
                    silent("sqs.ChangeMessageVisibilityBatch").onlyFor("retrying"), silent("sqs.SendMessage").onlyFor("dead"));
            List<String> queues = List.of("receiving", "deleting", "retrying", "rejecting");
            queues.forEach(queue -> consumers.send(queue, null, List.of("m")));

            Taker received = take(receiving);
            deleting.subscribe(new Taker(Delivery::acknowledge));
            retrying.subscribe(new Taker(delivery -> delivery.retry(Duration.ofSeconds(1), null)));
            rejecting.subscribe(new Taker(delivery -> delivery.reject(new RejectMessageException("no"))));

            assertTold(deleting, "Handled messages cannot be deleted from queue deleting since");
            assertTold(retrying, "The visibility of messages cannot be changed in queue retrying since");
            assertTold(rejecting,
                    "Rejected messages of queue rejecting cannot be moved to its dead-letter queue and stay since");
            assertTold(receiving, "Messages cannot be received from queue receiving since");
            assertThat(endpoint.callCounts("receiving").get("sqs.ReceiveMessage"))
                    .as("by now at most one more, which is not the client's own").isLessThanOrEqualTo(2);
            assertThat(received.deliveries).isEmpty();

            endpoint.injectFaults();
            await().atMost(SOON).until(() -> received.deliveries.size() == 1 && consumers.left("receiving") == 0
                    && consumers.left("deleting") == 0);
            await().atMost(SOON).until(() -> receiving.problem().isEmpty() && deleting.problem().isEmpty()
                    && retrying.problem().isEmpty());
        }
    }

    private static Faults silent(String call) {
        return Faults.none().delay(Duration.ofMinutes(10)).onlyOn(call);
    }

    private static Taker take(QueueConsumer consumer) {
        Taker taker = new Taker(Delivery::acknowledge);
        consumer.subscribe(taker);
        return taker;
    }

    private static void assertTold(QueueConsumer consumer, String what) {
        // less than the 30 seconds after which the client would end a call, and begin another one
        await().atMost(Duration.ofSeconds(29)).until(() -> consumer.problem().isPresent());
        assertThat(consumer.problem().orElseThrow()).startsWith(what).endsWith(": No answer in time");
    }

    /** Otherwise SQS would count receives of them that nobody used, and move them to the dead-letter queue in the end. */
    private static void others_of_its_group_wait_behind_a_message_that_stays() {
        try (Consumers consumers = Consumers.ofOwnEndpoint()) {
            AwsEndpoint endpoint = consumers.endpoint();
            QueueConsumer consumer = consumers.of("kept.fifo", 60, 10, "kept-dlq.fifo", Batching.NONE);
            endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.SendMessage").onlyFor("kept-dlq.fifo"));
            consumers.send("kept.fifo", "g", IntStream.range(0, 10).mapToObj(Integer::toString).toList());
            Taker taker = new Taker(delivery -> {
                if (Taker.text(delivery).equals("0")) {
                    delivery.reject(new RejectMessageException("no"));
                } else {
                    delivery.acknowledge();
                }
            });
            consumer.subscribe(taker);
            await().atMost(SOON).until(() -> consumer.problem().isPresent());
            assertThat(endpoint.queue("kept.fifo").orElseThrow().inFlight()).isEqualTo(10);

            endpoint.injectFaults();
            // it comes again after half a minute
            await().atMost(SOON.plus(SOON)).until(() -> consumers.left("kept.fifo") == 0);
            assertThat(taker.texts()).startsWith("0", "0").endsWith("8", "9").hasSize(11);
            assertThat(taker.deliveries).extracting(delivery -> ((SqsMessage) delivery.source()).approximateReceiveCount())
                    .containsOnly(1);
            assertThat(consumers.left("kept-dlq.fifo")).isEqualTo(1);
            assertThat(consumer.problem()).isEmpty();
        }
    }

    private static void message_is_kept_until_the_end() {
        try (Consumers consumers = Consumers.ofOwnEndpoint()) {
            AwsEndpoint endpoint = consumers.endpoint();
            QueueConsumer consumer = consumers.of("kept", 6, 10);
            consumers.send("kept", null, List.of("not handled"));
            Taker taker = new Taker(Taker::nothing);
            consumer.subscribe(taker);
            await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
            consumer.pause().toCompletableFuture().join();
            // each after a third of the timeout or more
            await().atMost(SOON).until(
                    () -> endpoint.callCounts("kept").getOrDefault("sqs.ChangeMessageVisibilityBatch", 0L) >= 6);
            assertThat(endpoint.queue("kept").orElseThrow().inFlight()).isOne();
            consumer.end();
            await().atMost(SOON).until(() -> endpoint.queue("kept").orElseThrow().visible() == 1);
            assertThat(taker.deliveries).hasSize(1);
        }
    }

    private static void start_fails_soon(Duration attempt) throws IOException {
        // connections wait to be accepted, and are open to who has made them
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(30);
        AwsClients clients = new AwsClients(
                AwsTestEndpoint.sqs(uri, configuration -> configuration.apiCallAttemptTimeout(attempt)),
                AwsTestEndpoint.sns(uri, configuration -> configuration.apiCallAttemptTimeout(attempt)));
        try (silent) {
            AwsSnsSqsEngine engine = new AwsSnsSqsEngine(clients, executor);
            for (int number = 0; number < 20; number++) {
                QueueNames names = names("handler" + number, "topic" + number);
                engine.consume(names.queue(), names, "shop", Batching.NONE);
            }
            assertThatThrownBy(() -> engine.start().await().atMost(Duration.ofSeconds(60)))
                    .hasMessageMatching("SNS\\+SQS cannot be used: an endpoint does not answer \\(sqs:GetQueueUrl of queue"
                            + " handler\\d+ was not answered in time\\)\\. SQS: " + uri
                            + " \\(quarkus\\.sqs\\.endpoint-override\\);" + " SNS: " + uri
                            + " \\(quarkus\\.sns\\.endpoint-override\\)");
        } finally {
            executor.shutdownNow();
            clients.sqs().close();
            clients.sns().close();
        }
    }

    private static QueueNames names(String method, String topic) {
        HandlerSettings settings = new HandlerSettings(topic, method, true, "{\"event\": [\"a\"]}", 45, "dead", 3, false, 10)
                .withAttributes(new DeclaredAttributes(Map.of(), Map.of("KmsMasterKeyId", "alias/a"), Map.of()));
        return QueueNames.of("Shop#" + method + "()", settings, "", "", method, "uuid",
                new ServiceTopology("shop", TopologyMode.APPLY, null, null));
    }
}
