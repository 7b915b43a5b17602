package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkiverse.tomodachi.faults.Books.Figures;

/** The application is killed, and replaced under load. */
@ExtendWith(BrokerExtension.class)
class AmqpApplicationFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int KILLS = 20;
    private static final int PREFETCH = 100;

    private final RabbitMqNode broker;

    AmqpApplicationFaultsIT(RabbitMqNode broker) {
        this.broker = broker;
    }

    @Test
    void isKilledTwentyTimes() throws Exception {
        Random moments = new Random(42);
        Replica application = new Replica(broker.port()).ready();
        try (Ledger ledger = new Ledger(broker);
                Load reactive = new Load(ledger, "reactive", 300);
                Load failing = new Load(ledger, "failing", 20);
                Load quorum = new Load(ledger, "quorum", 20)) {
            for (int i = 0; i < KILLS; i++) {
                int some = ledger.handled() + 1 + moments.nextInt(300);
                await().atMost(LIMIT).until(() -> ledger.handled() >= some);
                application.kill();
                application.close();
                application = new Replica(broker.port()).ready();
            }
            reactive.close();
            failing.close();
            quorum.close();
            ledger.awaitEnd("Application killed 20 times", reactive, failing, quorum);
            assertThat(ledger.settled("Application killed 20 times", reactive).duplicates()).as("no more than were under way")
                    .isLessThanOrEqualTo(KILLS * PREFETCH);
            assertThat(ledger.settled("... while messages wait to be retried", failing).duplicates())
                    .isLessThanOrEqualTo(KILLS * PREFETCH);
            Figures replicated = ledger.settled("... while those of a quorum queue do", quorum);
            assertThat(replicated.dead()).isNotEmpty().allMatch(id -> id.endsWith("9"));
            assertThat(replicated.duplicates()).isLessThanOrEqualTo(KILLS * PREFETCH);
            assertThat(application.terminate()).isZero();
        } finally {
            application.close();
        }
    }

    @Test
    void isReplacedUnderLoad() throws Exception {
        Replica first = new Replica(broker.port(), "-Dfaults.pause=5ms").ready();
        try (Ledger ledger = new Ledger(broker); Load load = new Load(ledger, "blocking", 300)) {
            for (int i = 0; i < 5; i++) {
                Replica second = new Replica(broker.port(), "-Dfaults.pause=5ms").ready();
                int before = ledger.handled();
                await().atMost(LIMIT).until(() -> ledger.handled() > before + 200);
                assertThat(first.terminate()).as(first::output).isZero();
                first.close();
                first = second;
            }
            load.close();
            assertThat(ledger.settle("SIGTERM under load, two replicas, 5 times", load)).isZero();
            assertThat(first.terminate()).isZero();
        } finally {
            first.close();
        }
    }
}
