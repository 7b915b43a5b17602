package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.faults.RabbitMqNode.Depth;

/** Connections are cut or say nothing any more, queues vanish, channels are closed. */
@ExtendWith(BrokerExtension.class)
class AmqpConnectionFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Depth WELL = new Depth(0, 0, 1);

    private final RabbitMqNode broker;

    AmqpConnectionFaultsIT(RabbitMqNode broker) {
        this.broker = broker;
    }

    /** So soon that the pauses before the next ones grow to their largest, which is therefore half a second here. */
    @Test
    void areCutTwentyTimes() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Link link = new Link(broker.port());
                Replica application = new Replica(link.port(), "-Dquarkus.tomodachi.amqp.max-reconnect-delay=0.5S").ready();
                Load load = new Load(ledger, "reactive", 500)) {
            for (int i = 0; i < 20; i++) {
                int before = ledger.handled();
                await().atMost(LIMIT).until(() -> ledger.handled() > before + 20);
                link.cut();
            }
            load.close();
            ledger.settle("Connection cut 20 times", load);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("reactive")).isEqualTo(WELL));
            assertThat(application.terminate()).isZero();
        }
    }

    @Test
    void sayNothingAnyMore() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Link link = new Link(broker.port());
                Replica application = new Replica(link.port(), "-Dquarkus.tomodachi.amqp.heartbeat=1S",
                        "-Dquarkus.tomodachi.amqp.publish-timeout=3S").ready();
                Load load = new Load(ledger, "reactive", 200)) {
            await().atMost(LIMIT).until(() -> ledger.handled() > 100);
            link.blackHole(true);
            assertThat(application.publish("done", "nowhere")).as("ends at its deadline").isNotEqualTo("confirmed");
            await().atMost(LIMIT).until(() -> !application.isReady());
            assertThat(application.isLive()).isTrue();
            link.blackHole(false);
            await().atMost(LIMIT).until(application::isReady);
            load.close();
            ledger.settle("Link that swallows everything", load);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("reactive")).isEqualTo(WELL));
        }
    }

    @Test
    void loseTheirQueue() throws Exception {
        try (Ledger ledger = new Ledger(broker); Replica application = new Replica(broker.port()).ready()) {
            assertThat(ledger.settle("Before the queue is deleted", Load.of(ledger, "reactive", 500))).isZero();
            try (Connection connection = ledger.connect()) {
                connection.createChannel().queueDelete("reactive");
            }
            await().atMost(LIMIT).ignoreExceptions().until(() -> broker.depth("reactive").equals(WELL));
            assertThat(ledger.settle("Queue deleted", Load.of(ledger, "reactive", 600))).isZero();
            await().atMost(LIMIT).until(application::isReady);
        }
    }

    /** The broker waits four seconds for an outcome, the handler until the message has come again. */
    @Test
    void waitTooLongForAnAcknowledgement() throws Exception {
        broker.consumerTimeout(Duration.ofSeconds(4));
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), "-Dfaults.pause=60s").ready()) {
            Load load = Load.of(ledger, "late", 2);
            assertThat(ledger.settle("Other handlers meanwhile", Load.of(ledger, "reactive", 500))).isZero();
            await().atMost(LIMIT).until(() -> ledger.copies(load) == 4);
            assertThat(ledger.settle("Channel closed by the broker", load)).as("the late ones, and those that came again")
                    .isEqualTo(2);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("late")).isEqualTo(WELL));
            assertThat(application.output()).containsOnlyOnce("took longer than the broker waits for an outcome")
                    .contains("The outcomes of 2 messages of queue late are dropped");
        } finally {
            broker.consumerTimeout(Duration.ofMinutes(30));
        }
    }
}
