package io.quarkiverse.tomodachi.devservices.amqp.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;

/**
 * Runs small programs against our broker and against RabbitMQ, and holds what they see against each other. The RabbitMQ is that
 * of the system property {@code tomodachi.test.rabbitmq.uri}; without it, what the programs saw on one before is used. With one
 * of another version, tests with other differences than those known are skipped, unless on CI. With
 * {@code tomodachi.test.rabbitmq.record} set to a directory, what the programs see now is kept there.
 */
class DifferentialTest {

    private static final String URI = System.getProperty("tomodachi.test.rabbitmq.uri", "");
    private static final String RECORD = System.getProperty("tomodachi.test.rabbitmq.record", "");

    private static final Path GUIDE = Path.of("../../docs/modules/ROOT/pages/dev-brokers.adoc");

    /** Where a RabbitMQ of another version is no excuse for other differences. */
    private static final boolean STRICT = System.getenv("CI") != null;

    private static final List<Object> GROUPS = List.of(new Handshakes(), new Frames(), new Queues(), new QueueArguments(),
            new Exchanges(), new Routing(), new Publishing(), new Transactions(), new Consuming(), new Settling(),
            new Expiring(), new Limits(), new DeadLettering(), new QuorumQueues(), new DirectReplies());

    private static final List<Difference> SEEN = new ArrayList<>();

    /** Each probe looks at our broker and at theirs at the same time. */
    private static final ExecutorService BESIDE = Executors.newCachedThreadPool();

    /** For slow probes: RabbitMQ lets those wait whom it refuses, and time has to pass until something expires. */
    private static final ExecutorService SLOW = Executors.newFixedThreadPool(2);

    private static AmqpBroker broker;
    private static ConnectionFactory ours;
    private static ConnectionFactory theirs;
    private static Recording recording;
    private static KnownDifferences known;
    private static boolean recorded;

    @BeforeAll
    static void start() throws Exception {
        broker = AmqpBroker.builder().build().start();
        ours = new ConnectionFactory();
        ours.setHost(broker.host());
        ours.setPort(broker.port());
        ours.setAutomaticRecoveryEnabled(false);
        recording = Recording.read();
        known = KnownDifferences.read();
        if (!URI.isEmpty()) {
            theirs = new ConnectionFactory();
            theirs.setUri(URI);
            theirs.setAutomaticRecoveryEnabled(false);
            try (Connection connection = theirs.newConnection()) {
                recorded = connection.getServerProperties().get("version").toString().equals(Recording.VERSION);
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        SLOW.shutdownNow();
        BESIDE.shutdownNow();
        broker.close();
        if (!RECORD.isEmpty()) {
            recording.write(Path.of(RECORD));
        }
        System.out.println("Differences between our AMQP broker and "
                + (URI.isEmpty() ? "what was recorded of RabbitMQ " + Recording.VERSION : "RabbitMQ at " + URI) + ": "
                + SEEN.size());
        SEEN.forEach(System.out::println);
    }

    /** Slow ones begin first, and are compared after the others. */
    @TestFactory
    Stream<DynamicTest> probes() {
        List<DynamicTest> slow = GROUPS.stream().flatMap(Probe::of).filter(Probe::isSlow).map(DifferentialTest::begin).toList();
        Stream<DynamicTest> others = GROUPS.stream().flatMap(Probe::of).filter(probe -> !probe.isSlow())
                .map(probe -> dynamicTest(probe.name(), () -> compare(probe, run(probe))));
        return Stream.concat(others, slow.stream());
    }

    private static DynamicTest begin(Probe probe) {
        Future<Seen> running = SLOW.submit(() -> run(probe));
        return dynamicTest(probe.name(), () -> compare(probe, running.get()));
    }

    private static Seen run(Probe probe) throws Exception {
        Future<List<String>> our = BESIDE.submit(() -> probe.run(ours));
        List<String> their = theirs == null ? recording.of(probe.name()) : probe.run(theirs);
        return new Seen(our.get(), their);
    }

    private static void compare(Probe probe, Seen seen) {
        List<String> their = seen.theirs();
        if (!RECORD.isEmpty()) {
            recording.put(probe.name(), their);
        } else if (recorded) {
            assertThat(their).as("what RabbitMQ does, as it was recorded").isEqualTo(recording.of(probe.name()));
        }
        List<Difference> differences = Difference.between(probe.name(), seen.ours(), their);
        SEEN.addAll(differences);
        List<Difference> expected = known.of(probe.name());
        if (URI.isEmpty() || recorded || STRICT) {
            assertThat(differences).as("differences from RabbitMQ, exactly those that are known").isEqualTo(expected);
        } else {
            assumeTrue(differences.equals(expected), "This RabbitMQ is not " + Recording.VERSION);
        }
    }

    @Test
    void knownDifferencesAreOfProbesThatExist() {
        assertThat(GROUPS.stream().flatMap(Probe::of).map(Probe::name)).containsAll(known.probes());
    }

    @Test
    void guideListsTheKnownDifferences() throws Exception {
        String page = Files.readString(GUIDE);
        String table = page.substring(page.indexOf("[[amqp-differences]]"));
        String rows = table.split("\\|===")[1];
        assertThat(rows.strip()).isEqualTo("|Difference |Probes\n\n" + String.join("\n\n", known.rows()));
    }

    /** What a probe saw of our broker and of RabbitMQ. */
    private record Seen(List<String> ours, List<String> theirs) {
    }
}
