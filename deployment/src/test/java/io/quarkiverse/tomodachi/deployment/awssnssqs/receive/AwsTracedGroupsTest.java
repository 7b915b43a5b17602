package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.deployment.tracing.RecordedSpans;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** More groups at the same time than one receive brings, for longer than SQS hides messages, with tracing. */
class AwsTracedGroupsTest {

    private static final String PREFIX = "traced-";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int GROUPS = 25;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Ledger.class, RecordedSpans.class)
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())));

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Ledger ledger;

    @Test
    void each_message_comes_once_and_in_the_order_of_its_group() {
        List<Uni<PublishResult>> all = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            for (int group = 0; group < GROUPS; group++) {
                all.add(aws.send(Integer.toString(number), "entries.fifo", Publish.groupId("g" + group)));
            }
        }
        Uni.join().all(all).andFailFast().await().atMost(SOON);

        await().atMost(SOON).until(() -> ledger.begun.getCount() == 0);
        // two times as long as the queue hides a message
        await().during(Duration.ofSeconds(12)).atMost(SOON).until(() -> ledger.handled.isEmpty());
        assertThat(ledger.receives).hasSize(GROUPS).containsOnly(1);
        ledger.go.countDown();
        await().atMost(SOON).until(() -> ledger.receives.size() == 2 * GROUPS);
        try (Broker broker = new Broker()) {
            await().atMost(SOON).until(() -> broker.size(PREFIX + "entries.fifo") == 0);
        }
        assertThat(ledger.receives).hasSize(2 * GROUPS);
        assertThat(ledger.handled).hasSize(GROUPS).allSatisfy((group, data) -> assertThat(data).containsExactly("0", "1"));
        assertThat(ledger.traces).hasSize(2 * GROUPS).doesNotContain("00000000000000000000000000000000");
    }

    @TomodachiService("ledger")
    static class Ledger {

        final CountDownLatch begun = new CountDownLatch(GROUPS);
        final CountDownLatch go = new CountDownLatch(1);
        final Queue<Integer> receives = new ConcurrentLinkedQueue<>();
        final Queue<String> traces = new ConcurrentLinkedQueue<>();
        final Map<String, Queue<String>> handled = new ConcurrentHashMap<>();

        @AwsSnsSqs(queueName = "entries.fifo", fifo = true, visibilityTimeout = 6, concurrency = GROUPS)
        void entry(String data, String messageGroupId, int approximateReceiveCount) throws InterruptedException {
            receives.add(approximateReceiveCount);
            traces.add(Span.current().getSpanContext().getTraceId());
            begun.countDown();
            if (!go.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all groups were handled at the same time");
            }
            handled.computeIfAbsent(messageGroupId, group -> new ConcurrentLinkedQueue<>()).add(data);
        }
    }
}
