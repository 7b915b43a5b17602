package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Services that set up, verify and do neither, at the start and when queues vanish. */
class AwsTopologyModesTest extends AwsBrokerTest {

    private static final String PREFIX = "modes-";
    private static final Duration SOON = Duration.ofSeconds(40);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint
            .application(PREFIX, Applying.class, Checking.class, Passive.class)
            .setBeforeAllCustomizer(AwsTopologyModesTest::prepare)
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.topology", "verify")
            .overrideConfigKey("quarkus.tomodachi.\"applying\".aws-sns-sqs.topology", "apply")
            .overrideConfigKey("quarkus.tomodachi.\"passive\".aws-sns-sqs.topology", "off");

    @Inject
    Applying applying;

    @Inject
    Checking checking;

    @Inject
    Passive passive;

    @Inject
    @All
    List<Transport> transports;

    private static void prepare() {
        try (Broker before = new Broker()) {
            setUp(before, "events", "checked");
            setUp(before, "", "passive");
        }
    }

    private static void setUp(Broker broker, String topic, String queue) {
        AwsClients clients = new AwsClients(broker.sqs(), broker.sns());
        HandlerSettings settings = new HandlerSettings(topic, queue, true, null, null, null, null, false, 10);
        new Topology(clients, new Topics(clients.sns()))
                .provision(QueueNames.of("test", settings, PREFIX, PREFIX, "function", "uuid"));
    }

    private Map<String, String> problems() {
        return transports.stream().filter(transport -> transport.name().equals("aws-sns-sqs")).findFirst().orElseThrow()
                .health().details();
    }

    /** Has the open receive from a queue that is there again answered, by which its problem is over. */
    private void wake(String queue) {
        applying.aws.sendAndAwait("wake", queue);
    }

    private static boolean exists(String name) {
        return broker.sqs().listQueues(request -> request.queueNamePrefix(PREFIX + name)).join().hasQueueUrls();
    }

    private static boolean isTopic(String name) {
        return broker.topics().stream().anyMatch(arn -> arn.endsWith(":" + name));
    }

    @Test
    void each_service_sets_up_what_its_mode_says() {
        List<Subscription> subscriptions = broker.sns()
                .listSubscriptionsByTopic(request -> request.topicArn("arn:aws:sns:us-east-1:123456789012:modes-events")).join()
                .subscriptions();
        assertThat(subscriptions).extracting(subscription -> subscription.endpoint().replaceAll(".*:", ""))
                .containsExactlyInAnyOrder("modes-applied", "modes-checked");
        applying.aws.publishAndAwait("published", "events");
        applying.aws.sendAndAwait("sent", "passive");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(applying.received).contains("published");
            assertThat(checking.received).contains("published");
            assertThat(passive.received).contains("sent").doesNotContain("published");
        });
    }

    @Test
    void only_services_that_set_up_create_the_topics_that_they_publish_to() {
        applying.aws.publishAndAwait("1", "fresh");
        assertThat(isTopic("modes-fresh")).isTrue();
        assertThatThrownBy(() -> checking.aws.publishAndAwait("1", "unknown"))
                .hasStackTraceContaining("the topic modes-unknown does not exist")
                .hasStackTraceContaining("topics are not created (quarkus.tomodachi.aws-sns-sqs.topology)");
        assertThatThrownBy(() -> passive.aws.publishAndAwait("1", "unknown")).hasStackTraceContaining("topics are not created");
        assertThat(isTopic("modes-unknown")).isFalse();
    }

    @Test
    void only_services_that_set_up_make_vanished_queues_anew() {
        for (String queue : List.of("applied", "checked", "passive")) {
            String url = broker.url(PREFIX + queue);
            broker.sqs().deleteQueue(request -> request.queueUrl(url)).join();
        }
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                broker.attributes(PREFIX + "applied").get(QueueAttributeName.POLICY)).contains(":modes-events\""));
        wake("applied");
        await().atMost(SOON).untilAsserted(() -> assertThat(problems()).hasSize(2)
                .anySatisfy((handler, problem) -> assertThat(handler + problem).contains("Checking#receive",
                        "queue modes-checked does not exist"))
                .anySatisfy((handler, problem) -> assertThat(handler + problem).contains("Passive#receive",
                        "needs queue modes-passive, which does not exist; create it, or set")));
        assertThat(exists("checked")).isFalse();
        assertThat(exists("passive")).isFalse();
        setUp(broker, "events", "checked");
        setUp(broker, "", "passive");
        wake("checked");
        wake("passive");
        await().atMost(SOON).untilAsserted(() -> assertThat(problems()).isEmpty());
        applying.aws.publishAndAwait("again", "events");
        applying.aws.sendAndAwait("direct", "passive");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(applying.received).contains("again");
            assertThat(checking.received).contains("again");
            assertThat(passive.received).contains("direct");
        });
    }

    @TomodachiService("applying")
    static class Applying {

        final Queue<String> received = new ConcurrentLinkedQueue<>();

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(topic = "events", queueName = "applied")
        void receive(String data) {
            received.add(data);
        }
    }

    @TomodachiService("checking")
    static class Checking {

        final Queue<String> received = new ConcurrentLinkedQueue<>();

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(topic = "events", queueName = "checked")
        void receive(String data) {
            received.add(data);
        }
    }

    @TomodachiService("passive")
    static class Passive {

        final Queue<String> received = new ConcurrentLinkedQueue<>();

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(topic = "events", queueName = "passive")
        void receive(String data) {
            received.add(data);
        }
    }
}
