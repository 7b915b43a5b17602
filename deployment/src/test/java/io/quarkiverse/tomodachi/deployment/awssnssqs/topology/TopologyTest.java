package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is made to exist on AWS, without Quarkus. */
class TopologyTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Broker BROKER = new Broker();

    @AfterAll
    static void disconnect() {
        BROKER.close();
    }

    private static HandlerSettings settings(String topic, String queue, String filterPolicy, Integer visibilityTimeout,
            String deadLetterQueue, Integer maxReceiveCount) {
        return new HandlerSettings(topic, queue, true, filterPolicy, visibilityTimeout, deadLetterQueue, maxReceiveCount,
                false, 10);
    }

    /** Each call is like the start of another instance, which knows nothing yet. */
    private static Provisioned provision(HandlerSettings settings) {
        AwsClients clients = new AwsClients(BROKER.sqs(), BROKER.sns());
        return new Topology(clients, new Topics(clients.sns())).provision(names(settings));
    }

    private static QueueNames names(HandlerSettings settings) {
        return QueueNames.of("test", settings, "topology-", "topology-", "function", "uuid");
    }

    private static String policy(String queue) {
        return BROKER.attributes("topology-" + queue).get(QueueAttributeName.POLICY);
    }

    @Test
    void second_start_changes_nothing() {
        HandlerSettings settings = settings("t1", "q1", "{\"event\": [\"a\"]}", 45, "dlq1", 3);
        Provisioned first = provision(settings);
        assertThat(first.visibilityTimeout()).isEqualTo(45);
        assertThat(first.redriven()).isTrue();
        assertThat(first.deadLetterUrl()).endsWith("/topology-dlq1");
        assertThat(BROKER.attributes("topology-q1").get(QueueAttributeName.REDRIVE_POLICY))
                .contains(":topology-dlq1\", \"maxReceiveCount\": 3");
        assertThat(BROKER.attributes("topology-dlq1")).containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
        assertThat(filter("topology-q1")).isEqualTo("{\"event\": [\"a\"]}");

        Map<String, Long> before = new TreeMap<>(AwsTestEndpoint.callCounts());
        Provisioned second = provision(settings);
        Map<String, Long> after = new TreeMap<>(AwsTestEndpoint.callCounts());
        assertThat(second).isEqualTo(first);
        for (String action : new String[] { "sqs.CreateQueue", "sqs.SetQueueAttributes", "sns.SetSubscriptionAttributes" }) {
            assertThat(after.get(action)).as(action).isEqualTo(before.get(action));
        }
    }

    @Test
    void changed_declarations_are_applied_and_what_is_not_declared_is_left() {
        provision(settings("t2", "q2", "{\"event\": [\"a\"]}", 45, "dlq2", 3));

        provision(settings("t2", "q2", null, null, null, null));
        assertThat(filter("topology-q2")).isEqualTo("{\"event\": [\"a\"]}");
        assertThat(BROKER.attributes("topology-q2")).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45")
                .containsKey(QueueAttributeName.REDRIVE_POLICY);

        provision(settings("t2", "q2", "{\"event\": [\"b\"]}", 50, "dlq2", 4));
        assertThat(filter("topology-q2")).isEqualTo("{\"event\": [\"b\"]}");
        assertThat(BROKER.attributes("topology-q2")).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "50");
        assertThat(BROKER.attributes("topology-q2").get(QueueAttributeName.REDRIVE_POLICY)).contains("4");

        provision(settings("t2", "q2", "", null, "", null));
        assertThat(filter("topology-q2")).isIn(null, "{}");
        assertThat(BROKER.attributes("topology-q2")).doesNotContainKey(QueueAttributeName.REDRIVE_POLICY);
    }

    @Test
    void second_topic_on_a_queue_keeps_the_first_one() {
        provision(settings("t3a", "q3", null, null, null, null));
        provision(settings("t3b", "q3", null, null, null, null));
        assertThat(BROKER.attributes("topology-q3").get(QueueAttributeName.POLICY)).contains(":topology-t3a\"")
                .contains(":topology-t3b\"");
    }

    @Test
    void applications_that_start_at_the_same_time_keep_each_others_topics() throws Exception {
        int applications = 6;
        ExecutorService starters = Executors.newFixedThreadPool(applications);
        try (LaterLooks looks = new LaterLooks()) {
            provision(settings("", "q7", null, null, null, null));
            CyclicBarrier together = new CyclicBarrier(applications);
            List<Future<?>> starts = new ArrayList<>();
            for (int number = 0; number < applications; number++) {
                Topology topology = looks.topology();
                QueueNames names = names(settings("t7-" + number, "q7", null, null, null, null));
                starts.add(starters.submit(() -> {
                    together.await();
                    return topology.provision(names);
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
            looks.begin();
            await().atMost(SOON).untilAsserted(() -> assertThat(policy("q7")).contains(":topology-t7-0\"", ":topology-t7-1\"",
                    ":topology-t7-2\"", ":topology-t7-3\"", ":topology-t7-4\"", ":topology-t7-5\""));
        } finally {
            starters.shutdownNow();
        }
    }

    @Test
    void replaced_policy_is_mended() {
        try (LaterLooks looks = new LaterLooks()) {
            looks.topology().provision(names(settings("t8", "q8", null, null, null, null)));
            String other = policy("q8").replace(":topology-t8\"", ":topology-other\"");
            String url = BROKER.url("topology-q8");
            BROKER.sqs().setQueueAttributes(request -> request.queueUrl(url)
                    .attributes(Map.of(QueueAttributeName.POLICY, other))).join();
            looks.begin();
            await().atMost(SOON).untilAsserted(
                    () -> assertThat(policy("q8")).contains(":topology-t8\"", ":topology-other\""));
        }
    }

    @Test
    void queue_without_topic_gets_its_settings_too() {
        Provisioned provisioned = provision(settings("", "q4", null, 7, "dlq4", 2));
        assertThat(provisioned.visibilityTimeout()).isEqualTo(7);
        assertThat(BROKER.attributes("topology-q4")).containsKey(QueueAttributeName.REDRIVE_POLICY)
                .doesNotContainKey(QueueAttributeName.POLICY);
    }

    @Test
    void queue_given_by_arn_must_exist_and_fit() {
        assertThatThrownBy(() -> provision(settings("", "arn:aws:sqs:us-east-1:000000000000:topology-none", null, null, null,
                null)))
                .hasMessageContaining("needs queue arn:aws:sqs:us-east-1:000000000000:topology-none, which does not exist");
        assertThatThrownBy(() -> provision(settings("", "arn:aws:sqs:us-east-1:000000000000:other.fifo", null, null, null,
                null))).hasMessageContaining("is Standard, but AWS SQS queue other.fifo is FIFO");
    }

    @Test
    void pattern_subscribes_to_each_topic_on_all_pages() {
        List<String> topics = new ArrayList<>();
        for (int number = 0; number < 120; number++) {
            String name = "topology-many-" + number;
            topics.add(BROKER.sns().createTopic(request -> request.name(name)).join().topicArn());
        }
        try {
            provision(settings("many-*", "q5", null, null, null, null));
            assertThat(BROKER.attributes("topology-q5").get(QueueAttributeName.POLICY)).contains(":topology-many-*\"");
            assertThat(topics).allSatisfy(topic -> assertThat(BROKER.sns()
                    .listSubscriptionsByTopic(request -> request.topicArn(topic)).join().subscriptions()).hasSize(1));
        } finally {
            // the endpoint is shared with tests that look at the first page of topics
            topics.forEach(topic -> BROKER.sns().deleteTopic(request -> request.topicArn(topic)).join());
        }
    }

    @Test
    void verification_changes_nothing_and_tells_everything() {
        HandlerSettings settings = settings("t6", "q6", null, 7, "dlq6", 2);
        QueueNames names = QueueNames.of("Shop#paid()", settings, "topology-", "topology-", "function", "uuid",
                new ServiceTopology("shop", TopologyMode.VERIFY, null, null));
        AwsClients clients = new AwsClients(BROKER.sqs(), BROKER.sns());
        assertThatThrownBy(() -> new Topology(clients, new Topics(clients.sns())).provision(names))
                .hasMessageContainingAll("@AwsSnsSqs method Shop#paid()", "queue topology-q6 does not exist",
                        "dead-letter queue topology-dlq6 does not exist", "topic topology-t6 does not exist");
        Provisioned applied = provision(settings);
        assertThat(new Topology(clients, new Topics(clients.sns())).provision(names)).isEqualTo(applied);
    }

    private static String filter(String queue) {
        List<Subscription> all = new ArrayList<>();
        BROKER.sns().listSubscriptionsPaginator().subscriptions().subscribe(all::add).join();
        Subscription subscription = all.stream().filter(candidate -> candidate.endpoint().endsWith(":" + queue)).findFirst()
                .orElseThrow();
        return BROKER.sns().getSubscriptionAttributes(request -> request.subscriptionArn(subscription.subscriptionArn()))
                .join().attributes().get("FilterPolicy");
    }

    /** Topologies that look at policies again only when they are told to, one after the other. */
    private static final class LaterLooks implements AutoCloseable {

        private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        private final List<Topology> topologies = new ArrayList<>();
        private final CountDownLatch beginning = new CountDownLatch(1);

        LaterLooks() {
            executor.execute(() -> {
                try {
                    beginning.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        Topology topology() {
            AwsClients clients = new AwsClients(BROKER.sqs(), BROKER.sns());
            Topology topology = new Topology(clients, new Topics(clients.sns()), executor);
            topologies.add(topology);
            return topology;
        }

        void begin() {
            beginning.countDown();
        }

        @Override
        public void close() {
            topologies.forEach(Topology::end);
            executor.shutdownNow();
        }
    }
}
