package io.quarkiverse.tomodachi.deployment.awssnssqs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsConnector;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An application that only publishes. */
class AwsPublisherTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("", Plain.class, Wrapping.class, LoggedEvents.class)
            .overrideConfigKey("quarkus.tomodachi.\"wrapping\".aws-sns-sqs.topic-prefix", "wrapped-")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.tomodachi"))
            .assertLogRecords(AwsPublisherTest::checkLog);

    @Inject
    Plain plain;

    @Inject
    Wrapping wrapping;

    @Inject
    @ForService("wrapping")
    AwsSnsSqsPublisher named;

    @Inject
    Vertx vertx;

    private static void checkLog(List<LogRecord> records) {
        assertThat(records).filteredOn(record -> record.getLevel().intValue() >= Level.SEVERE.intValue())
                .extracting(LogRecord::getMessage).containsExactly("A message to %s could not be sent");
    }

    @Test
    void speaks_for_the_service_it_is_injected_into_or_the_named_one() {
        plain.aws.publishAndAwait("x", "published");
        wrapping.aws.publishAndAwait("x", "published");
        named.publishAndAwait("x", "named");
        named.publishAndAwait("x", "own", Publish.prefix("given-"));
        named.publishAndAwait("x", "own");
        named.publishAndAwait("x", "own", Publish.prefix("other-"));
        try (Broker broker = new Broker()) {
            assertThat(broker.topics()).extracting(topic -> topic.replaceAll(".*:", ""))
                    .contains("published", "wrapped-published", "wrapped-named", "given-own", "wrapped-own", "other-own");
        }
        assertThat(Arc.container().select(AwsSnsSqsConnector.class, Any.Literal.INSTANCE).isUnsatisfied()).isTrue();
    }

    @Test
    void message_is_sent_once_whether_or_not_somebody_asks_for_the_outcome() {
        try (Broker broker = new Broker()) {
            broker.sqs().createQueue(request -> request.queueName("eager.fifo")
                    .attributesWithStrings(Map.of("FifoQueue", "true"))).join();
            Uni<PublishResult> sent = wrapping.aws.send("eager", "eager.fifo", Publish.groupId("g"));
            await().atMost(SOON).until(() -> broker.visible("eager.fifo") == 1);
            PublishResult first = sent.await().atMost(SOON);
            assertThat(sent.await().atMost(SOON)).isEqualTo(first);
            assertThat(first.sequenceNumber()).isNotEmpty();
            List<Message> messages = broker.receive("eager.fifo");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).body()).contains("\\\"service\\\": {\\\"name\\\": \\\"wrapping\\\"");
            assertThat(broker.attributes("eager.fifo")).containsKey(QueueAttributeName.QUEUE_ARN);
        }
    }

    @Test
    void outcome_arrives_on_the_context_of_the_subscriber() throws Exception {
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(ignored -> plain.aws.publish("x", "published").subscribe()
                .with(result -> same.complete(Vertx.currentContext() == context), same::completeExceptionally));
        assertThat(same).succeedsWithin(SOON).isEqualTo(true);
    }

    /** A handler that fails so would send another one with each attempt. */
    @Test
    void nothing_is_sent_by_a_call_that_must_not_wait() throws Exception {
        try (Broker broker = new Broker()) {
            broker.sqs().createQueue(request -> request.queueName("awaited.fifo")
                    .attributesWithStrings(Map.of("FifoQueue", "true"))).join();
            CompletableFuture<Throwable> seen = new CompletableFuture<>();
            vertx.getOrCreateContext().runOnContext(ignored -> seen.complete(
                    catchThrowable(() -> plain.aws.sendAndAwait("not sent", "awaited.fifo", Publish.groupId("g")))));
            assertThat(seen).succeedsWithin(SOON).asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .isInstanceOf(IllegalStateException.class).hasMessageContainingAll("sendAndAwait", "Use the Uni of send");

            plain.aws.sendAndAwait("sent", "awaited.fifo", Publish.groupId("g"));
            assertThat(broker.receive("awaited.fifo")).extracting(Message::body).singleElement().asString()
                    .contains("\"Message\": \"sent\"");
        }
    }

    @Test
    void failure_that_nobody_asks_for_is_logged() {
        LoggedEvents.begin();
        try {
            plain.aws.send("x", "does-not-exist");
            assertThat(LoggedEvents.with(Map.of("event", "publish-failed"))).extractingByKey("destination").asString()
                    .contains("does-not-exist");
        } finally {
            LoggedEvents.end();
        }
        Uni<PublishResult> asked = plain.aws.send("x", "does-not-exist-either");
        assertThat(asked.onItem().transform(item -> "sent").onFailure().recoverWithItem(Throwable::getMessage).await()
                .atMost(SOON)).contains("queue does not exist");
    }

    @TomodachiService("plain")
    static class Plain {

        @Inject
        AwsSnsSqsPublisher aws;
    }

    @TomodachiService(value = "wrapping", envelope = JsonEnvelope.class)
    static class Wrapping {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
