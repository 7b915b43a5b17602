package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkiverse.tomodachi.faults.Books.Figures;
import io.quarkiverse.tomodachi.faults.RabbitMqNode.Depth;

/** The broker ends, comes back, comes late, or runs out of memory. */
@ExtendWith(BrokerExtension.class)
class AmqpBrokerFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Depth WELL = new Depth(0, 0, 1);
    private static final int RETRIES_A_SECOND = 50;
    /** Who finds the broker gone several times is to find it soon when it is back, as the tests wait for that. */
    private static final String SOON_BACK = "-Dquarkus.tomodachi.amqp.max-reconnect-delay=1S";

    private final RabbitMqNode broker;

    AmqpBrokerFaultsIT(RabbitMqNode broker) {
        this.broker = broker;
    }

    @Test
    void isRestarted() throws Exception {
        interrupted("Broker restarted", 1, () -> {
            broker.stop();
            broker.start();
        });
    }

    @Test
    void isKilled() throws Exception {
        interrupted("Broker killed 3 times", 3, this::killAndStart);
    }

    /** Which do not wait until the target has a message, so that those just being moved may be lost. */
    @Test
    void isKilledWhileMessagesWaitInClassicRetryQueues() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), "-Dquarkus.tomodachi.amqp.retry-queues.type=classic",
                        SOON_BACK).ready();
                Load failing = new Load(ledger, "failing", RETRIES_A_SECOND)) {
            await().atMost(LIMIT).until(() -> broker.depths().entrySet().stream().anyMatch(queue -> queue.getKey()
                    .matches("tomodachi\\.retry\\.\\d+ms") && queue.getValue().messages() > 0));
            killAndStart();
            int before = ledger.handled();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(ledger.handled()).isGreaterThan(before + RETRIES_A_SECOND));
            failing.close();
            assertThat(ledger.count("Broker killed, classic retry queues", failing).lost())
                    .hasSizeLessThanOrEqualTo(RETRIES_A_SECOND);
            assertThat(application.terminate()).isZero();
        }
    }

    private void killAndStart() throws Exception {
        broker.kill();
        broker.start();
    }

    private void interrupted(String fault, int times, Interruption interruption) throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), SOON_BACK).ready();
                Load reactive = new Load(ledger, "reactive", 1000);
                Load failing = new Load(ledger, "failing", RETRIES_A_SECOND);
                Load quorum = new Load(ledger, "quorum", RETRIES_A_SECOND)) {
            for (int i = 0; i < times; i++) {
                int some = ledger.handled() + 500;
                await().atMost(LIMIT).until(() -> ledger.handled() > some && areRetried());
                interruption.run();
            }
            int before = ledger.handled();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(ledger.handled()).isGreaterThan(before + 500));
            reactive.close();
            failing.close();
            quorum.close();
            ledger.awaitEnd(fault, reactive, failing, quorum);
            ledger.settled(fault, reactive);
            ledger.settled("... while messages wait to be retried", failing);
            Figures replicated = ledger.settled("... while those of a quorum queue do", quorum);
            assertThat(replicated.dead()).isNotEmpty().allMatch(id -> id.endsWith("9"));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("reactive")).isEqualTo(WELL));
            assertThat(application.terminate()).isZero();
        }
    }

    /**
     * Whether messages of both handlers that fail wait in retry queues, whose names end with what tells their targets apart.
     */
    private boolean areRetried() throws Exception {
        return broker.depths().entrySet().stream()
                .filter(queue -> queue.getKey().startsWith("tomodachi.retry.quorum.") && queue.getValue().messages() > 0)
                .map(queue -> queue.getKey().substring(queue.getKey().lastIndexOf('.'))).distinct().count() == 2;
    }

    @Test
    void comesAfterTheApplication() throws Exception {
        Load load;
        try (Ledger ledger = new Ledger(broker)) {
            broker.stop();
            try (Replica application = new Replica(broker.port(), "-Dquarkus.tomodachi.amqp.connect-timeout=2M")) {
                // as long as it takes an application that does not wait to fail
                await().atMost(LIMIT).until(() -> application.output().contains("No connection to the AMQP broker"));
                assertThat(application.isAlive()).isTrue();
                broker.start();
                application.ready();
                load = Load.of(ledger, "reactive", 500);
                assertThat(ledger.settle("Application started before its broker", load)).isZero();
                assertThat(application.terminate()).isZero();
            }
        }
    }

    /** It takes no messages then, but delivers those that it has and learns what became of them. */
    @Test
    void runsOutOfMemory() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), "-Dquarkus.tomodachi.amqp.publish-timeout=3S").ready()) {
            assertThat(application.publish("done", "before")).isEqualTo("confirmed");
            application.pause("quiet");
            application.pause("failing");
            Load quiet = Load.of(ledger, "quiet", 500);
            Load failing = Load.of(ledger, "failing", 20);
            broker.control("set_vm_memory_high_watermark", "0.00001");
            try {
                assertFailsAtItsDeadline(application);
                assertThat(application.quiet()).isZero();
                application.resume("failing");
                application.resume("quiet");
                await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("quiet")).isEqualTo(WELL));
                assertThat(application.quiet()).isEqualTo(quiet.confirmed().size());
                await().atMost(LIMIT).until(() -> application.output().contains("could not be sent to retry queue"));
                assertThat(broker.depth("failing").messages()).isEqualTo(failing.confirmed().size());
            } finally {
                broker.control("set_vm_memory_high_watermark", "0.6");
            }
            System.out.printf("%-46s confirmed %6d   handled %6d%n", "Memory alarm: handled during it",
                    quiet.confirmed().size(),
                    application.quiet());
            await().atMost(LIMIT).untilAsserted(() -> assertThat(application.publish("done", "after")).isEqualTo("confirmed"));
            // what was written before the broker told that it takes nothing arrives when it does
            assertThat(ledger.settle("Memory alarm: retries held back", failing)).isLessThanOrEqualTo(20);
            assertThat(ledger.settle("Memory alarm: after it", Load.of(ledger, "reactive", 500))).isZero();
        }
    }

    private static void assertFailsAtItsDeadline(Replica application) throws Exception {
        long begin = System.nanoTime();
        assertThat(application.publish("done", "during")).contains("PT3S");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(20));
    }

    private interface Interruption {
        void run() throws Exception;
    }
}
