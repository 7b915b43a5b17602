package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Sixty handlers of one application, half of which take batches, with no more connections than their long polls and a few
 * calls need: all receive, and nothing that is sent waits behind their polls.
 */
class AwsManyHandlersTest {

    private static final String PREFIX = "many-handlers-";
    private static final int HANDLERS = 60;
    private static final int CONNECTIONS = HANDLERS + 10;
    private static final int MESSAGES = 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Half of the time for which a long poll holds a connection. */
    private static final PublishOptions IN_TIME = Publish.timeout(Duration.ofSeconds(10));

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Many.class, Polls.class)
            .overrideConfigKey("quarkus.sqs.interceptors", Polls.class.getName())
            .overrideConfigKey("quarkus.sqs.async-client.max-concurrency", Integer.toString(CONNECTIONS));

    @Inject
    Many many;

    private static Set<String> queues() {
        return Stream.of("single", "batch").flatMap(kind -> IntStream.rangeClosed(1, HANDLERS / 2)
                .mapToObj(number -> String.format("%s-%02d", kind, number))).collect(Collectors.toSet());
    }

    @Test
    void all_receive_and_nothing_waits_behind_idle_polls() {
        awaitIdle();
        awaitAll(IntStream.range(0, MESSAGES).mapToObj(number -> many.aws.publish("m" + number, "all", IN_TIME)));
        awaitReceived(MESSAGES);

        awaitIdle();
        awaitAll(queues().stream().map(queue -> many.aws.send("sent", queue, IN_TIME)));
        awaitReceived(MESSAGES + 1);
        awaitIdle();
        // three calls a minute
        assertThat(Polls.SECONDS).containsExactly(20);
    }

    private static void awaitAll(Stream<Uni<PublishResult>> sent) {
        CompletableFuture.allOf(sent.map(Uni::subscribeAsCompletionStage).toArray(CompletableFuture[]::new))
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void awaitReceived(int messages) {
        Map<String, Integer> each = queues().stream().collect(Collectors.toMap(queue -> queue, queue -> messages));
        await().atMost(SOON).untilAsserted(() -> assertThat(many.received).isEqualTo(each));
    }

    /** One poll of each queue is open. */
    private static void awaitIdle() {
        Map<String, Integer> each = queues().stream().collect(Collectors.toMap(queue -> queue, queue -> 1));
        await().atMost(SOON).untilAsserted(() -> assertThat(Polls.open()).isEqualTo(each));
    }

    private static String queue(String url) {
        return url.substring(url.lastIndexOf(PREFIX) + PREFIX.length());
    }

    /** What is open, and for how long. */
    public static class Polls implements ExecutionInterceptor {

        private static final Map<String, AtomicInteger> OPEN = new ConcurrentHashMap<>();
        private static final Set<Integer> SECONDS = ConcurrentHashMap.newKeySet();

        static Map<String, Integer> open() {
            return OPEN.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get()));
        }

        private static void count(Object request, int change) {
            if (request instanceof ReceiveMessageRequest receive) {
                SECONDS.add(receive.waitTimeSeconds());
                OPEN.computeIfAbsent(queue(receive.queueUrl()), queue -> new AtomicInteger()).addAndGet(change);
            }
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            count(context.request(), 1);
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            count(context.request(), -1);
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            count(context.request(), -1);
        }
    }

    @TomodachiService("many")
    static class Many {

        final Map<String, Integer> received = new ConcurrentHashMap<>();

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(topic = "all", queueName = "single-01")
        @AwsSnsSqs(topic = "all", queueName = "single-02")
        @AwsSnsSqs(topic = "all", queueName = "single-03")
        @AwsSnsSqs(topic = "all", queueName = "single-04")
        @AwsSnsSqs(topic = "all", queueName = "single-05")
        @AwsSnsSqs(topic = "all", queueName = "single-06")
        @AwsSnsSqs(topic = "all", queueName = "single-07")
        @AwsSnsSqs(topic = "all", queueName = "single-08")
        @AwsSnsSqs(topic = "all", queueName = "single-09")
        @AwsSnsSqs(topic = "all", queueName = "single-10")
        @AwsSnsSqs(topic = "all", queueName = "single-11")
        @AwsSnsSqs(topic = "all", queueName = "single-12")
        @AwsSnsSqs(topic = "all", queueName = "single-13")
        @AwsSnsSqs(topic = "all", queueName = "single-14")
        @AwsSnsSqs(topic = "all", queueName = "single-15")
        @AwsSnsSqs(topic = "all", queueName = "single-16")
        @AwsSnsSqs(topic = "all", queueName = "single-17")
        @AwsSnsSqs(topic = "all", queueName = "single-18")
        @AwsSnsSqs(topic = "all", queueName = "single-19")
        @AwsSnsSqs(topic = "all", queueName = "single-20")
        @AwsSnsSqs(topic = "all", queueName = "single-21")
        @AwsSnsSqs(topic = "all", queueName = "single-22")
        @AwsSnsSqs(topic = "all", queueName = "single-23")
        @AwsSnsSqs(topic = "all", queueName = "single-24")
        @AwsSnsSqs(topic = "all", queueName = "single-25")
        @AwsSnsSqs(topic = "all", queueName = "single-26")
        @AwsSnsSqs(topic = "all", queueName = "single-27")
        @AwsSnsSqs(topic = "all", queueName = "single-28")
        @AwsSnsSqs(topic = "all", queueName = "single-29")
        @AwsSnsSqs(topic = "all", queueName = "single-30")
        void single(SqsMessage message) {
            received.merge(queue(message.queueUrl()), 1, Integer::sum);
        }

        @AwsSnsSqs(topic = "all", queueName = "batch-01")
        @AwsSnsSqs(topic = "all", queueName = "batch-02")
        @AwsSnsSqs(topic = "all", queueName = "batch-03")
        @AwsSnsSqs(topic = "all", queueName = "batch-04")
        @AwsSnsSqs(topic = "all", queueName = "batch-05")
        @AwsSnsSqs(topic = "all", queueName = "batch-06")
        @AwsSnsSqs(topic = "all", queueName = "batch-07")
        @AwsSnsSqs(topic = "all", queueName = "batch-08")
        @AwsSnsSqs(topic = "all", queueName = "batch-09")
        @AwsSnsSqs(topic = "all", queueName = "batch-10")
        @AwsSnsSqs(topic = "all", queueName = "batch-11")
        @AwsSnsSqs(topic = "all", queueName = "batch-12")
        @AwsSnsSqs(topic = "all", queueName = "batch-13")
        @AwsSnsSqs(topic = "all", queueName = "batch-14")
        @AwsSnsSqs(topic = "all", queueName = "batch-15")
        @AwsSnsSqs(topic = "all", queueName = "batch-16")
        @AwsSnsSqs(topic = "all", queueName = "batch-17")
        @AwsSnsSqs(topic = "all", queueName = "batch-18")
        @AwsSnsSqs(topic = "all", queueName = "batch-19")
        @AwsSnsSqs(topic = "all", queueName = "batch-20")
        @AwsSnsSqs(topic = "all", queueName = "batch-21")
        @AwsSnsSqs(topic = "all", queueName = "batch-22")
        @AwsSnsSqs(topic = "all", queueName = "batch-23")
        @AwsSnsSqs(topic = "all", queueName = "batch-24")
        @AwsSnsSqs(topic = "all", queueName = "batch-25")
        @AwsSnsSqs(topic = "all", queueName = "batch-26")
        @AwsSnsSqs(topic = "all", queueName = "batch-27")
        @AwsSnsSqs(topic = "all", queueName = "batch-28")
        @AwsSnsSqs(topic = "all", queueName = "batch-29")
        @AwsSnsSqs(topic = "all", queueName = "batch-30")
        void batch(List<SqsMessage> messages) {
            received.merge(queue(messages.get(0).queueUrl()), messages.size(), Integer::sum);
        }
    }
}
