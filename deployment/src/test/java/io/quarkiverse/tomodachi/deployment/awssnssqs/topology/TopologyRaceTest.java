package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyDifferences;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/** Handlers that set up, look up and forget the same queues at the same time. */
class TopologyRaceTest extends OwnEndpointTest {

    private static final int ROUNDS = 25;

    private final Topology topology = topology();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private static QueueNames names(int handler, int round, TopologyMode mode) {
        HandlerSettings settings = new HandlerSettings("topic-" + handler, "queue-" + round, true, null, null, "dead", 3, false,
                10);
        return QueueNames.of("Shop#paid" + handler + "()", settings, "", "", "paid", "uuid",
                new ServiceTopology("shop", mode, null, null));
    }

    private void together(List<Runnable> tasks) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        tasks.forEach(task -> all.add(threads.submit(task)));
        for (Future<?> one : all) {
            one.get();
        }
    }

    @Test
    void queue_is_made_by_one_while_others_look_for_it_and_forget_it() throws Exception {
        Set<String> urls = ConcurrentHashMap.newKeySet();
        for (int number = 0; number < ROUNDS; number++) {
            int round = number;
            List<Runnable> tasks = new ArrayList<>();
            for (int handler = 0; handler < 3; handler++) {
                QueueNames applied = names(handler, round, TopologyMode.APPLY);
                tasks.add(() -> urls.add(topology.provision(applied).url()));
                tasks.add(() -> topology.forget(applied));
            }
            tasks.add(() -> {
                try {
                    topology.provision(names(0, round, TopologyMode.VERIFY));
                } catch (TopologyDifferences e) {
                    assertThat(e).hasMessageContaining("Shop#paid0()");
                }
            });
            together(tasks);
        }
        assertThat(urls).hasSize(ROUNDS);
        assertThat(endpoint.queues()).hasSize(ROUNDS + 1);
        assertThat(endpoint.subscriptions()).hasSize(3 * ROUNDS);
    }

    @Test
    void handlers_of_one_process_add_their_topics_to_one_policy() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        for (int handler = 0; handler < 12; handler++) {
            QueueNames names = names(handler, 0, TopologyMode.APPLY);
            tasks.add(() -> topology.provision(names));
        }
        together(tasks);
        String url = calls.clients().sqs().getQueueUrl(request -> request.queueName("queue-0")).join().queueUrl();
        String policy = calls.clients().sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("Policy")).join()
                .attributesAsStrings().get("Policy");
        for (int handler = 0; handler < 12; handler++) {
            assertThat(policy).contains(":topic-" + handler + "\"");
        }
        assertThat(calls.takeChanges()).filteredOn(call -> call.startsWith("CreateQueue queue-0")).hasSize(1);
    }
}
