package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Messages that take long, cannot be read, come twice, or fail in the middle of their group. */
class AwsMessageFaultsIT extends AwsFaultTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void takeLongerThanTheyAreHidden() throws Exception {
        try (Replica application = replica(); Replica other = replica()) {
            AwsLoad load = AwsLoad.of(broker, "long", 20);
            assertThat(ledger.settle("Handlers of 15 s, messages hidden for 10 s", load)).isZero();
            await().atMost(LIMIT).until(() -> broker.size("long") == 0);
            assertThat(ledger.receivedMoreThan(1)).isZero();
            assertThat(broker.calls("sqs.ChangeMessageVisibilityBatch", "long")).isPositive();
            assertThat(broker.calls("sqs.ChangeMessageVisibility", "long")).isZero();
        }
    }

    @Test
    void cannotBeRead() throws Exception {
        try (Replica application = replica()) {
            String url = broker.queue("numbers");
            int confirmed = 0;
            for (int i = 0; i < 1_000; i++) {
                confirmed += send(url, IntStream.range(0, 10).mapToObj(entry -> entry(entry, "{")).toList());
            }
            confirmed += send(url, List.of(entry(0, "42")));
            assertThat(confirmed).isEqualTo(10_001);
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(ledger.hasHandled("42")).isTrue();
                assertThat(ledger.dead()).hasSizeGreaterThanOrEqualTo(10_000);
                assertThat(broker.size("numbers") + broker.size("dead")).isZero();
            });
            System.out.printf("%-46s confirmed %6d   handled %6d   dead %d%n", "10,000 malformed, one good", confirmed,
                    ledger.handled(), ledger.dead().size());
            assertThat(ledger.handled() + ledger.dead().size()).isEqualTo(confirmed);
            assertThat(ledger.dead()).allSatisfy(message -> assertThat(message.messageAttributes())
                    .containsKeys("x-tomodachi-exception", "x-tomodachi-handler"));
            assertThat(application.isReady()).isTrue();
        }
    }

    /** @return how many SQS has said to have */
    private int send(String url, List<SendMessageBatchRequestEntry> entries) {
        return broker.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(entries)).join().successful().size();
    }

    private static SendMessageBatchRequestEntry entry(int id, String body) {
        return SendMessageBatchRequestEntry.builder().id(Integer.toString(id)).messageBody(body).build();
    }

    @Test
    void comeTwiceInOneReceive() throws Exception {
        try (Replica application = replica(); AwsLoad load = new AwsLoad(broker, "blocking", 100)) {
            broker.does(Faults.none().duplicateMessages(0.5).onlyFor("blocking"));
            await().atMost(LIMIT).until(() -> ledger.handled() > 500);
            load.close();
            int duplicates = ledger.settle("Half of the messages twice in one receive", load);
            assertThat(duplicates).as("that many were there").isPositive();
            await().atMost(LIMIT).until(() -> broker.size("blocking") == 0);
            assertThat(broker.endpoint().errorCounts()).noneSatisfy(
                    (error, count) -> assertThat(error).contains("Batch"));
            assertThat(application.terminate()).as(application::output).isZero();
        }
    }

    @Test
    void failInTheMiddleOfTheirGroup() throws Exception {
        try (Replica application = replica()) {
            AwsLoad load = AwsLoad.ofGroups(broker, "ordered.fifo", 10, 200);
            assertThat(ledger.settle("FIFO, messages fail within half of 10 groups", load)).isZero();
            await().atMost(LIMIT).until(() -> broker.size("ordered.fifo") == 0);
            assertOrder(10, 20);
            assertThat(application.terminate()).as(application::output).isZero();
        }
    }

    /** A group goes on with the message that was under way, which may come twice, and none is left out before it. */
    @Test
    void areInGroupsWhenTheApplicationIsKilled() throws Exception {
        Replica application = replica("-Dfaults.pause=10ms");
        try {
            AwsLoad load = AwsLoad.ofGroups(broker, "ordered.fifo", 10, 600);
            for (int kill = 1; kill <= 3; kill++) {
                int some = kill * 120;
                await().atMost(LIMIT).until(() -> ledger.handled() >= some);
                application.kill();
                application.close();
                application = replica("-Dfaults.pause=10ms");
            }
            ledger.settle("FIFO, application killed 3 times", load);
            await().atMost(LIMIT).until(() -> broker.size("ordered.fifo") == 0);
            assertOrder(10, 60);
            assertThat(application.terminate()).as(application::output).isZero();
        } finally {
            application.close();
        }
    }

    /** In the order of the numbers, each where it was handled first. */
    private void assertOrder(int groups, int each) {
        Map<String, List<String>> handled = ledger.groups();
        assertThat(handled).hasSize(groups);
        handled.forEach((group, ids) -> assertThat(ids.stream().distinct().toList())
                .isEqualTo(IntStream.range(0, each).mapToObj(number -> group + "-" + number).toList()));
    }
}
