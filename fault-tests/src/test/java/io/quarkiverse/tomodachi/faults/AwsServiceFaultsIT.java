package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

/** SNS and SQS refuse calls, do not answer, do half of what they should. */
class AwsServiceFaultsIT extends AwsFaultTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration EXPIRED = Duration.ofMinutes(2);
    private static final Pattern BEGIN_OR_END = Pattern.compile("([A-Z][a-z ]+ queue [a-z.]+); it is tried on: ([^:\\n]+)"
            + "|(?:Works again|Nothing failed) .*: ([A-Z][a-z ]+ queue [a-z.]+)$", Pattern.MULTILINE);

    @Test
    void throttleATenthOfTheCalls() throws Exception {
        try (Replica application = replica(); AwsLoad load = new AwsLoad(broker, "reactive", 200)) {
            broker.does(Faults.none().throttle(0.1).seed(1));
            await().atMost(LIMIT).until(() -> ledger.handled() > 500);
            load.close();
            assertThat(ledger.settle("A tenth of the calls throttled", load)).isZero();
            assertThat(broker.errors("RequestThrottled")).as("throttled").isPositive();
            assertHeals(application);
        }
    }

    @Test
    void failOrDoNotAnswer() throws Exception {
        try (Replica application = replica(); AwsLoad load = new AwsLoad(broker, "reactive", 200)) {
            broker.does(Faults.none().fail(0.03).dropConnections(0.03).loseAnswers(0.03).seed(2));
            await().atMost(LIMIT).until(() -> ledger.handled() > 500);
            load.close();
            broker.doesWell();
            ledger.settle("3 % of the calls each fail, vanish, lose answer", load);
            assertThat(broker.errors("Dropped")).as("without an answer").isPositive();
            assertHeals(application);
        }
    }

    @Test
    void takePartsOfBatches() throws Exception {
        try (Replica application = replica(); AwsLoad load = new AwsLoad(broker, "reactive", 200)) {
            broker.does(Faults.none().failBatchEntries(3, 10));
            await().atMost(LIMIT).until(() -> ledger.handled() > 500);
            load.close();
            assertThat(ledger.settle("3 of 10 entries of each batch fail", load)).isZero();
            assertHeals(application);
        }
    }

    /** Longer than publishing tries on, and than messages are hidden; pauses between calls have long grown to their largest. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void letCredentialsExpire() throws Exception {
        try (Replica application = replica(); AwsLoad load = new AwsLoad(broker, "reactive", 200)) {
            await().atMost(LIMIT).until(() -> ledger.handled() > 200);
            long begin = System.nanoTime();
            broker.does(Faults.none().expireCredentials());
            await().atMost(LIMIT).until(() -> !application.isReady());
            await().atMost(LIMIT).until(() -> System.nanoTime() - begin > EXPIRED.dividedBy(2).toNanos());
            long receives = broker.calls("sqs.ReceiveMessage", "reactive");
            long calls = broker.queueCalls("reactive");
            await().atMost(EXPIRED).until(() -> System.nanoTime() - begin > EXPIRED.toNanos());
            long late = broker.calls("sqs.ReceiveMessage", "reactive") - receives;
            System.out.printf("%-46s receives %d   calls %d%n", "... of the queue in the second minute", late,
                    broker.queueCalls("reactive") - calls);
            assertThat(late).as("receives in the second minute, each after 10 seconds or more").isLessThanOrEqualTo(7);
            assertThat(application.isReady()).isFalse();
            assertThat(application.isLive()).isTrue();
            broker.doesWell();
            await().atMost(LIMIT).until(application::isReady);
            load.close();
            ledger.settle("Credentials expired for 2 minutes", load);
            assertHeals(application);
            assertToldWithoutRepetition(application.output());
        }
    }

    /** What does not work is told when it begins, once for each reason, and when it ends, however often it is tried between. */
    private static void assertToldWithoutRepetition(String output) {
        Map<String, Set<String>> reasons = new HashMap<>();
        Set<String> ended = new HashSet<>();
        BEGIN_OR_END.matcher(output).results().forEach(line -> {
            String begun = line.group(1);
            if (begun != null) {
                assertThat(reasons.computeIfAbsent(begun, subject -> new HashSet<>()).add(line.group(2)))
                        .as("told for the first time: %s", line.group()).isTrue();
            } else {
                assertThat(reasons.remove(line.group(3))).as("what begins before: %s", line.group()).isNotNull();
                ended.add(line.group(3));
            }
        });
        assertThat(reasons).as("without an end").isEmpty();
        assertThat(ended).isNotEmpty();
    }

    @Test
    void loseAQueue() throws Exception {
        try (Replica application = replica()) {
            assertThat(ledger.settle("Before the queue is deleted", AwsLoad.of(broker, "reactive", 500))).isZero();
            broker.deleteQueue("reactive");
            await().atMost(LIMIT).until(() -> broker.exists("reactive") && broker.waiting("reactive") > 0);
            assertThat(ledger.settle("Queue deleted", AwsLoad.of(broker, "reactive", 600))).isZero();
            assertHeals(application);
        }
    }

    /** What it may not make it waits for. */
    @Test
    void loseAQueueThatOthersMake() throws Exception {
        replica().close();
        try (Replica application = replica("-Dquarkus.tomodachi.aws-sns-sqs.topology=verify")) {
            assertThat(ledger.settle("Topology only verified", AwsLoad.of(broker, "reactive", 500))).isZero();
            broker.deleteQueue("reactive");
            await().atMost(LIMIT).until(() -> !application.isReady());
            assertThat(application.isLive()).isTrue();
            assertThat(ledger.settle("Other handlers meanwhile", AwsLoad.of(broker, "blocking", 500))).isZero();
            assertThat(broker.exists("reactive")).isFalse();
            replica().close();
            await().atMost(LIMIT).until(() -> broker.waiting("reactive") > 0);
            assertThat(ledger.settle("Queue made again by another", AwsLoad.of(broker, "reactive", 600))).isZero();
            assertHeals(application);
        }
    }

    private void assertHeals(Replica application) throws Exception {
        broker.doesWell();
        await().atMost(LIMIT).until(() -> broker.size("reactive") == 0);
        await().atMost(LIMIT).until(application::isReady);
        assertThat(application.terminate()).as(application::output).isZero();
    }
}
