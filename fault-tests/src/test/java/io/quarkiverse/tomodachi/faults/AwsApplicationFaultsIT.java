package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The application is killed, replaced under load, has more handlers than most have, and nothing to do. */
class AwsApplicationFaultsIT extends AwsFaultTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(61);
    private static final int KILLS = 20;
    private static final int REPLACEMENTS = 5;

    @Test
    void isKilledTwentyTimes() throws Exception {
        Random moments = new Random(42);
        Replica application = replica();
        int inFlight = 0;
        try (AwsLoad load = new AwsLoad(broker, "reactive", 200)) {
            for (int i = 0; i < KILLS; i++) {
                int some = ledger.handled() + 1 + moments.nextInt(150);
                await().atMost(LIMIT).until(() -> ledger.handled() >= some);
                application.kill();
                inFlight += broker.inFlight("reactive");
                application.close();
                application = replica();
            }
            load.close();
            int duplicates = ledger.settle("Application killed 20 times", load);
            assertThat(duplicates).as("no more than were under way").isLessThanOrEqualTo(inFlight);
            await().atMost(LIMIT).until(() -> broker.size("reactive") == 0);
            assertThat(application.terminate()).isZero();
        } finally {
            application.close();
        }
    }

    @Test
    void isReplacedUnderLoad() throws Exception {
        String pause = "-Dfaults.pause=20ms";
        Replica first = replica(pause);
        try (AwsLoad load = new AwsLoad(broker, "blocking", 300)) {
            for (int i = 0; i < REPLACEMENTS; i++) {
                Replica second = replica(pause);
                int some = ledger.handled() + 200;
                await().atMost(LIMIT).until(() -> ledger.handled() >= some);
                assertThat(first.terminate()).as(first::output).isZero();
                first.close();
                first = second;
            }
            load.close();
            assertThat(ledger.settle("SIGTERM under load, two replicas, 5 times", load)).isZero();
            System.out.printf("%-46s twice %d   more often %d%n", "... of which SQS delivered", ledger.receivedMoreThan(1),
                    ledger.receivedMoreThan(2));
            assertThat(ledger.receivedMoreThan(2)).as("handed back more than once").isZero();
            assertThat(first.terminate()).isZero();
        } finally {
            first.close();
        }
    }

    @Test
    void hasSixtyHandlers() throws Exception {
        List<String> queues = queues();
        try (Replica application = new Replica("many", broker.uri()).ready()) {
            await().atMost(LIMIT).until(() -> queues.stream().allMatch(queue -> broker.waiting(queue) == 1));
            AwsLoad one = AwsLoad.of(broker, "many", 1);
            // less than a long poll takes, which is 20 seconds
            await().atMost(Duration.ofSeconds(15)).until(() -> ledger.handled() == 60
                    && queues.stream().allMatch(queue -> broker.size(queue) == 0));
            AwsLoad load = AwsLoad.of(broker, "many", 100);
            load.confirmed().addAll(one.confirmed());
            Set<String> each = load.confirmed().stream()
                    .flatMap(id -> queues.stream().map(queue -> id + "@" + queue)).collect(Collectors.toSet());
            assertThat(ledger.settle("60 handlers", queues, each, Set.of())).isZero();
            await().atMost(LIMIT).until(() -> queues.stream().allMatch(queue -> broker.size(queue) == 0));
            assertThat(ledger.receivedMoreThan(1)).isZero();
            // that a machine is busy is no fault of ours
            assertThat(application.output().lines().filter(line -> !line.contains("BlockedThreadChecker")))
                    .noneMatch(line -> line.contains("acquire") || line.contains("WARN") || line.contains("ERROR"));
            assertThat(application.terminate()).isZero();
        }
    }

    /** A long poll takes 20 seconds, so that one is open when the time begins, and three begin meanwhile. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hasNothingToDo() throws Exception {
        List<String> queues = queues();
        try (Replica application = new Replica("many", broker.uri()).ready()) {
            await().atMost(LIMIT).until(() -> queues.stream().allMatch(queue -> broker.waiting(queue) == 1));
            Map<String, Long> before = calls(queues);
            await().pollDelay(IDLE).atMost(IDLE.plus(LIMIT)).until(() -> true);
            Map<String, Long> after = calls(queues);
            List<Long> made = queues.stream().map(queue -> after.get(queue) - before.get(queue)).toList();
            System.out.printf("%-46s calls of a handler %d to %d   of all %d%n", "60 handlers idle for a minute",
                    Collections.min(made), Collections.max(made), made.stream().mapToLong(Long::longValue).sum());
            assertThat(made).as("calls of any kind, those that begin at the very edges too").allMatch(count -> count <= 4);
            assertThat(application.terminate()).isZero();
        }
    }

    /** Of the application with many handlers. */
    private static List<String> queues() {
        return IntStream.rangeClosed(1, 60).mapToObj(number -> String.format("many-%02d", number)).toList();
    }

    private Map<String, Long> calls(List<String> queues) {
        return queues.stream().collect(Collectors.toMap(queue -> queue, broker::queueCalls));
    }
}
