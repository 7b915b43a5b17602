package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;

import io.quarkiverse.tomodachi.faults.Books.Figures;
import io.quarkiverse.tomodachi.faults.Ledger.DeadLetter;

/** Messages that cannot be handled, not read, not routed, or not as fast as they come. */
@ExtendWith(BrokerExtension.class)
class AmqpMessageFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RabbitMqNode broker;

    AmqpMessageFaultsIT(RabbitMqNode broker) {
        this.broker = broker;
    }

    @Test
    void alwaysFail() throws Exception {
        try (Ledger ledger = new Ledger(broker); Replica application = new Replica(broker.port()).ready()) {
            Load poison = Load.of(ledger, "poison", 10);
            assertThat(ledger.settle("Neighbours of poison messages", Load.of(ledger, "reactive", 500))).isZero();
            await().atMost(LIMIT).until(() -> ledger.dead().size() == poison.confirmed().size());
            assertThat(ledger.dead()).extracting(DeadLetter::id).containsExactlyInAnyOrderElementsOf(poison.confirmed());
            assertThat(ledger.dead()).extracting(letter -> letter.properties().getHeaders()).allSatisfy(headers -> {
                assertThat(headers.get("x-tomodachi-attempts")).hasToString("3");
                assertThat(headers.toString()).contains("IllegalStateException", "never");
            });
            System.out.printf("%-46s confirmed %6d   dead %3d%n", "Poison messages", 10, ledger.dead().size());
        }
    }

    @Test
    void cannotBeRead() throws Exception {
        try (Ledger ledger = new Ledger(broker); Replica application = new Replica(broker.port()).ready()) {
            Set<String> malformed = new TreeSet<>();
            Set<String> confirmed = new TreeSet<>(Set.of("42"));
            try (Connection connection = ledger.connect()) {
                Channel channel = connection.createChannel();
                channel.confirmSelect();
                for (int i = 0; i < 10_000; i++) {
                    byte[] body = ("{\u00ff" + i).getBytes(StandardCharsets.ISO_8859_1);
                    channel.basicPublish("amq.topic", "numbers", MessageProperties.PERSISTENT_BASIC, body);
                    malformed.add(new String(body, StandardCharsets.UTF_8));
                }
                channel.basicPublish("amq.topic", "numbers", MessageProperties.PERSISTENT_BASIC,
                        "42".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(LIMIT.toMillis());
            }
            confirmed.addAll(malformed);
            Figures figures = ledger.count("10,000 malformed, one good", "numbers", confirmed, Set.of());
            assertThat(figures.handled()).isOne();
            assertThat(ledger.hasHandled("42")).isTrue();
            assertThat(figures.dead()).isEqualTo(malformed);
            assertThat(figures.lost()).isEmpty();
            assertThat(figures.duplicates()).isZero();
            assertThat(ledger.dead()).as("each once").hasSize(malformed.size());
            assertThat(application.isReady()).isTrue();
        }
    }

    @Test
    void cannotBeRouted() throws Exception {
        try (Ledger ledger = new Ledger(broker); Replica application = new Replica(broker.port()).ready()) {
            Map<String, Future<String>> told = publishMixed(application, 500);
            Set<String> confirmed = new TreeSet<>();
            Set<String> returned = new TreeSet<>();
            for (var outcome : told.entrySet()) {
                String text = outcome.getValue().get();
                assertThat(text).containsPattern("^confirmed$|could not be routed");
                (text.equals("confirmed") ? confirmed : returned).add(outcome.getKey());
            }
            Figures figures = ledger.count("Every other message has no queue", "done", confirmed, Set.of());
            System.out.printf("%-46s returned %7d%n", "... of 500", returned.size());
            assertThat(figures.lost()).isEmpty();
            assertThat(figures.duplicates()).isZero();
            assertThat(confirmed).hasSize(250).allMatch(id -> id.startsWith("done"));
            assertThat(returned).hasSize(250).noneMatch(ledger::hasHandled);
        }
    }

    private static Map<String, Future<String>> publishMixed(Replica application, int count) {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        Map<String, Future<String>> told = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = i % 2 == 0 ? "done" : "nobody.listens";
            String id = key + "-" + i;
            told.put(id, senders.submit(() -> application.publish(key, id)));
        }
        senders.shutdown();
        return told;
    }

    @Test
    void comeFasterThanTheyAreHandled() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), "-Xmx96m", "-XX:+ExitOnOutOfMemoryError").ready()) {
            Load backlog = Load.of(ledger, "slow", 20_000);
            assertThat(ledger.settle("Neighbours of a slow handler", Load.of(ledger, "reactive", 2_000))).isZero();
            assertThat(broker.depth("slow").ready()).as("what the broker keeps").isBetween(1, backlog.published());
            assertThat(broker.depth("slow").unacknowledged()).as("what was sent ahead").isBetween(1, 20);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(ledger.handled()).isGreaterThan(2_050));
            assertThat(application.isAlive()).isTrue();
            assertThat(application.terminate()).isZero();
            // what was handled, and what the next instance would go on with
            await().atMost(LIMIT).untilAsserted(() -> assertThat(ledger.copies(backlog) + broker.depth("slow").ready())
                    .as("of the slow handler").isEqualTo(backlog.published()));
            System.out.printf("%-46s confirmed %6d   handled %6d   in the queue %d%n", "... of the slow handler itself",
                    backlog.published(), ledger.copies(backlog), broker.depth("slow").ready());
            try (Connection connection = ledger.connect()) {
                connection.createChannel().queuePurge("slow");
            }
        }
    }
}
