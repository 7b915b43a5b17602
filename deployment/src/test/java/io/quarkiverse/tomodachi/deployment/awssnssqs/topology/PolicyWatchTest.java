package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Policies that were set are looked at again, a moment later. */
class PolicyWatchTest extends OwnEndpointTest {

    private static final int MOST_LOOKS = 10;

    private final Later later = new Later();
    private final Topology topology = new Topology(calls.clients(), new Topics(calls.clients().sns()), later);
    private String url;

    @BeforeEach
    void set() {
        topology.provision(QueueNames.of("Shop#paid()",
                new HandlerSettings("orders", "shop", true, null, null, null, null, false, 10), "", "", "paid", "uuid"));
        url = calls.clients().sqs().getQueueUrl(request -> request.queueName("shop")).join().queueUrl();
        calls.takeChanges();
    }

    @AfterEach
    void close() {
        topology.end();
        later.shutdownNow();
    }

    /** What the Python library does when it starts. */
    private void replace() {
        String policy = "{\"Statement\": [{\"Sid\": \"other\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\":"
                + " \"SQS:SendMessage\", \"Resource\": \"*\", \"Condition\": {\"ArnEquals\": {\"aws:SourceArn\":"
                + " \"arn:aws:sns:us-east-1:123456789012:other\"}}}]}";
        calls.clients().sqs().setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(QueueAttributeName.POLICY, policy))).join();
        calls.takeChanges();
    }

    @Test
    void policy_that_has_stayed_is_looked_at_once() {
        later.run();
        assertThat(calls.takeChanges()).isEmpty();
        assertThat(later.tasks).isEmpty();
    }

    @Test
    void replaced_policy_gets_the_topic_again_beside_the_other_one_and_is_looked_at_again() {
        replace();
        later.run();
        assertThat(calls.takeChanges()).singleElement().asString().contains(":orders\"").contains(":other\"");
        assertThat(later.tasks).hasSize(1);
        later.run();
        assertThat(later.tasks).isEmpty();
    }

    @Test
    void policy_that_somebody_replaces_without_end_is_left_to_him() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            assertThat(later.tasks).as("look " + look).hasSize(1);
            replace();
            later.run();
            assertThat(calls.takeChanges()).hasSize(1);
        }
        assertThat(later.tasks).isEmpty();
    }

    @Test
    void queue_that_is_gone_or_may_not_be_looked_at_any_more_ends_it() {
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueAttributes"));
        later.run();
        assertThat(later.tasks).isEmpty();
        endpoint.injectFaults();
        set();
        assertThat(later.tasks).as("nothing was set").isEmpty();
        replace();
        topology.forget(QueueNames.of("Shop#paid()",
                new HandlerSettings("orders", "shop", true, null, null, null, null, false, 10), "", "", "paid", "uuid"));
        set();
        calls.clients().sqs().deleteQueue(request -> request.queueUrl(url)).join();
        later.run();
        assertThat(later.tasks).isEmpty();
        assertThat(endpoint.queues()).isEmpty();
    }

    @Test
    void nothing_is_looked_at_after_the_end() {
        replace();
        topology.end();
        endpoint.resetCallCounts();
        later.run();
        assertThat(endpoint.callCounts()).isEmpty();
    }

    /** Does what is to be done later when it is told to. */
    private static final class Later extends ScheduledThreadPoolExecutor {

        private final Deque<Runnable> tasks = new ArrayDeque<>();

        Later() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            assertThat(unit.toMillis(delay)).isBetween(500L, 2000L);
            tasks.add(task);
            return null;
        }

        /** Does what there is to do now, but not what comes of it. */
        void run() {
            List<Runnable> now = List.copyOf(tasks);
            tasks.clear();
            assertThat(now).isNotEmpty();
            now.forEach(Runnable::run);
        }
    }
}
