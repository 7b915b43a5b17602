package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkiverse.tomodachi.faults.RabbitMqNode.Depth;

/** The broker ends, comes back, comes late, or runs out of memory. */
@ExtendWith(BrokerExtension.class)
class AmqpBrokerFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final RabbitMqNode broker;

    AmqpBrokerFaultsIT(RabbitMqNode broker) {
        this.broker = broker;
    }

    @Test
    void isRestarted() throws Exception {
        interrupted("Broker restarted under load", () -> {
            broker.stop();
            broker.start();
        });
    }

    @Test
    void isKilled() throws Exception {
        interrupted("Broker killed under load", () -> {
            broker.kill();
            broker.start();
        });
    }

    private void interrupted(String fault, Interruption interruption) throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port()).ready();
                Load load = new Load(ledger, "reactive", 1000)) {
            await().atMost(LIMIT).until(() -> ledger.handled() > 200);
            interruption.run();
            int before = ledger.handled();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(ledger.handled()).isGreaterThan(before + 500));
            load.close();
            ledger.settle(fault, load);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("reactive")).isEqualTo(new Depth(0, 0, 1)));
            assertThat(application.terminate()).isZero();
        }
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

    @Test
    void runsOutOfMemory() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), "-Dquarkus.tomodachi.amqp.publish-timeout=3S").ready()) {
            assertThat(application.publish("done", "before")).isEqualTo("confirmed");
            Load waiting = Load.of(ledger, "numbers", 0);
            broker.control("set_vm_memory_high_watermark", "0.00001");
            try {
                CompletableFuture<String> published = CompletableFuture.supplyAsync(() -> {
                    try {
                        return application.publish("done", "during");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThat(published.get()).contains("3").doesNotContain("confirmed.");
            } finally {
                broker.control("set_vm_memory_high_watermark", "0.6");
            }
            await().atMost(LIMIT).untilAsserted(() -> assertThat(application.publish("done", "after")).isEqualTo("confirmed"));
            Load load = Load.of(ledger, "reactive", 500);
            assertThat(ledger.settle("Memory alarm", load)).isZero();
            assertThat(waiting.confirmed()).isEmpty();
        }
    }

    private interface Interruption {
        void run() throws Exception;
    }
}
