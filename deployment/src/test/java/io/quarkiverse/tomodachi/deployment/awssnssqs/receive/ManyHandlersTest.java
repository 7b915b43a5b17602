package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsEngine;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** An application with sixty handlers is set up with few calls, and few of them at a time. */
class ManyHandlersTest {

    private static final int HANDLERS = 60;

    /** Eight handlers are set up at a time, as the guide says, and one policy is looked at again. */
    private static final int AT_A_TIME = 8 + 1;

    private final AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start();
    private final InFlight inFlight = new InFlight();
    private final SqsAsyncClient sqs = AwsTestEndpoint.sqs(endpoint.uri(), inFlight);
    private final SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri(), inFlight);
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4 * AT_A_TIME);

    @AfterEach
    void close() {
        executor.shutdownNow();
        sqs.close();
        sns.close();
        endpoint.close();
    }

    /** A start of the application, which is over when everything exists. */
    private void start() {
        AwsSnsSqsEngine engine = new AwsSnsSqsEngine(new AwsClients(sqs, sns), executor);
        for (int number = 0; number < HANDLERS; number++) {
            consume(engine, names("handler" + number, "topic-" + number, "queue-" + number));
        }
        engine.start().await().atMost(Duration.ofMinutes(3));
        engine.stop().await().atMost(Duration.ofSeconds(20));
    }

    private static void consume(AwsSnsSqsEngine engine, QueueNames names) {
        engine.consume(names.toString(), names, "service", Batching.NONE);
    }

    private static QueueNames names(String method, String topic, String queue) {
        return names(method, topic, queue, TopologyMode.APPLY);
    }

    private static QueueNames names(String method, String topic, String queue, TopologyMode mode) {
        return QueueNames.of("Shop#" + method + "()", new HandlerSettings(topic, queue, true, "{\"event\": [\"paid\"]}", 45,
                "dead", 3, false, 10), "", "", method, "uuid", new ServiceTopology("shop", mode, null, null));
    }

    private void assertAllExist() {
        assertThat(endpoint.queues()).hasSize(HANDLERS + 1);
        assertThat(endpoint.topics()).hasSize(HANDLERS);
        assertThat(endpoint.subscriptions()).hasSize(HANDLERS)
                .allSatisfy(subscription -> assertThat(subscription.attributes()).containsKey("FilterPolicy"));
    }

    @Test
    void each_handler_takes_a_few_calls_and_few_are_made_at_a_time() {
        endpoint.injectFaults(Faults.none().delay(Duration.ofMillis(30)));
        start();
        assertAllExist();
        assertThat(inFlight.most.get()).isGreaterThan(1).isLessThanOrEqualTo(AT_A_TIME);
        assertThat(endpoint.callCounts()).containsEntry("sqs.CreateQueue", HANDLERS + 1L)
                .containsEntry("sqs.GetQueueUrl", HANDLERS + 1L).containsEntry("sqs.SetQueueAttributes", (long) HANDLERS)
                .containsEntry("sns.CreateTopic", (long) HANDLERS).containsEntry("sns.Subscribe", (long) HANDLERS)
                .containsEntry("sns.GetSubscriptionAttributes", (long) HANDLERS)
                .containsOnlyKeys("sqs.CreateQueue", "sqs.GetQueueUrl", "sqs.GetQueueAttributes", "sqs.SetQueueAttributes",
                        "sns.CreateTopic", "sns.Subscribe", "sns.GetSubscriptionAttributes");

        endpoint.resetCallCounts();
        start();
        assertThat(endpoint.callCounts()).containsEntry("sqs.GetQueueUrl", HANDLERS + 1L)
                .containsEntry("sns.CreateTopic", (long) HANDLERS).containsEntry("sns.Subscribe", (long) HANDLERS)
                .doesNotContainKeys("sqs.CreateQueue", "sqs.SetQueueAttributes", "sns.SetSubscriptionAttributes",
                        "sns.SetTopicAttributes");
    }

    @Test
    void calls_that_are_throttled_or_fail_are_made_again() {
        endpoint.injectFaults(Faults.none().throttle(0.3), Faults.none().fail(0.1));
        start();
        assertThat(endpoint.errorCounts()).isNotEmpty();
        assertAllExist();
        assertThat(inFlight.most.get()).isLessThanOrEqualTo(AT_A_TIME);
    }

    @Test
    void refused_credentials_are_told_once_and_end_the_start() {
        for (Faults fault : List.of(Faults.none().refuseCredentials(), Faults.none().expireCredentials())) {
            endpoint.injectFaults(fault);
            endpoint.resetCallCounts();
            assertThatThrownBy(this::start)
                    .hasMessageMatching("AWS refuses the credentials of the application: sqs:GetQueueUrl of"
                            + " queue queue-\\d+ failed: The security token included in the request is .*");
            assertThat(endpoint.callCounts().get("sqs.GetQueueUrl")).isLessThan(HANDLERS);
        }
    }

    @Test
    void what_is_missing_of_all_handlers_is_told_at_once() {
        AwsSnsSqsEngine engine = new AwsSnsSqsEngine(new AwsClients(sqs, sns), executor);
        consume(engine, names("first", "a", "one", TopologyMode.VERIFY));
        consume(engine, names("second", "b", "two", TopologyMode.VERIFY));
        consume(engine, names("third", "c", "three", TopologyMode.OFF));
        assertThatThrownBy(() -> engine.start().await().indefinitely())
                .hasMessage("SNS and SQS are not as the handlers declare,"
                        + " and as quarkus.tomodachi.aws-sns-sqs.topology is verify, nothing was changed:\n"
                        + missing("first", "one", "a") + missing("second", "two", "b")
                        + "@AwsSnsSqs method Shop#third() needs queue three, which does not exist; create it, or set"
                        + " quarkus.tomodachi.aws-sns-sqs.topology=apply to have it created\n"
                        + "Make them so on AWS, or set quarkus.tomodachi.aws-sns-sqs.topology=apply to have it done at start");
        assertThat(endpoint.queues()).isEmpty();
        assertThat(endpoint.topics()).isEmpty();
    }

    private static String missing(String method, String queue, String topic) {
        return "@AwsSnsSqs method Shop#" + method + "():\n    queue " + queue + " does not exist\n"
                + "    dead-letter queue dead does not exist\n    topic " + topic + " does not exist\n";
    }

    @Test
    void handlers_that_turn_out_to_have_one_queue_fail_the_start() {
        String arn = "arn:aws:sqs:us-east-1:123456789012:";
        AwsSnsSqsEngine engine = new AwsSnsSqsEngine(new AwsClients(sqs, sns), executor);
        consume(engine, names("first", "a", "one"));
        consume(engine, names("second", "b", "one"));
        consume(engine, names("third", "c", "two"));
        consume(engine, names("fourth", "d", "two"));
        assertThatThrownBy(() -> engine.start().await().indefinitely())
                .hasMessageContaining("Two handlers have the SQS queue one: Shop#first() and Shop#second().")
                .hasMessageContaining("Two handlers have the SQS queue two: Shop#third() and Shop#fourth().")
                .hasMessageContaining("Each would get only some of its messages; give each one a queue of its own, or name the"
                        + " topics of both on one method, with an @AwsSnsSqs for each");
        assertThat(endpoint.callCounts()).isEmpty();

        sqs.createQueue(request -> request.queueName("one")).join();
        AwsSnsSqsEngine other = new AwsSnsSqsEngine(new AwsClients(sqs, sns), executor);
        consume(other, names("byName", "a", "one"));
        consume(other, names("byArn", "b", arn + "one"));
        assertThatThrownBy(() -> other.start().await().indefinitely()).hasMessageContainingAll(
                "Two handlers have the SQS queue",
                "Shop#byName()", "Shop#byArn()");
    }

    /** How many calls are made at the same time. */
    private static final class InFlight implements ExecutionInterceptor {

        private final AtomicInteger current = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            int now = current.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            current.decrementAndGet();
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            current.decrementAndGet();
        }
    }
}
