package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * What services declare, against what RabbitMQ 3.10.8 told after services of the Python library with the same handlers had
 * started. The captured services have a queue_ttl of 600 seconds and of 0; defaults are those of its code.
 */
@Tag("broker-independent")
class AmqpGoldenDeclarationsTest {

    private static final String PORT = "tomodachi.test.golden.port";
    private static final String ROWS = "tomodachi.test.golden.rows";
    private static final CompletableFuture<Void> MAY_END = new CompletableFuture<>();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Golden.class, Prefixed.class, Plain.class, Few.class)
                    .addAsResource("golden/amqp"))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("rabbitmq-host", "127.0.0.1")
            .overrideConfigKey("rabbitmq-port", port())
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp.uuid", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp.amqp.queue-ttl", "600S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp-prefix.uuid", "aaaaaaaa-bbbb-cccc-dddd-ffffffffffff")
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp-prefix.amqp.queue-ttl", "0S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp-prefix.amqp.routing-key-prefix", "pre.")
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp-prefix.amqp.queue-name-prefix", "qpre-")
            .overrideRuntimeConfigKey("quarkus.tomodachi.golden-amqp-prefix.amqp.exchange-name", "golden-prefix-exchange")
            .overrideRuntimeConfigKey("quarkus.tomodachi.few.amqp.prefetch", "7");

    @Test
    void areThoseOfThePythonLibrary() throws IOException {
        Map<String, String> declared = keyed(rows("queues"), 0);
        Map<String, String> golden = keyed(golden("list_queues"), 0);
        assertThat(golden).hasSize(15);
        assertThat(declared).containsAllEntriesOf(golden);

        List<String> exchanges = golden("list_exchanges").filter(row -> row.startsWith("golden-")).toList();
        assertThat(exchanges).hasSize(2);
        assertThat(rows("exchanges")).containsAll(exchanges);

        List<String> bindings = golden("list_bindings").filter(row -> !row.startsWith("\t")).toList();
        assertThat(bindings).hasSize(15);
        assertThat(rows("bindings").filter(row -> !row.contains("plain.") && !row.contains("few.")))
                .containsExactlyInAnyOrderElementsOf(bindings);
    }

    @Test
    void expireAfterADayByDefault() {
        assertThat(rows("queues").filter(row -> row.startsWith("plain"))).containsExactly(
                "plain\ttrue\tfalse\tfalse\t[{\"x-expires\",86400000}]");
    }

    /** The handlers hold what they got. */
    @Test
    void getAsManyMessagesAheadAsIsSaid() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(Integer.parseInt(System.getProperty(PORT)));
        try (Connection connection = factory.newConnection("test"); Channel channel = connection.createChannel()) {
            assertThat(left(channel, "plain", 150)).isEqualTo(50);
            assertThat(left(channel, "few", 50)).isEqualTo(43);
            assertThat(left(channel, "three", 50)).isEqualTo(47);
        } finally {
            MAY_END.complete(null);
        }
    }

    /** How many of the messages stay ready: those that go to the consumer do so at once, in one go with their publish. */
    private static long left(Channel channel, String queue, int messages) throws Exception {
        channel.confirmSelect();
        for (int number = 0; number < messages; number++) {
            channel.basicPublish("", queue, null, Integer.toString(number).getBytes());
        }
        channel.waitForConfirms();
        await().until(() -> rows("unacknowledged").anyMatch(row -> row.startsWith(queue + "\t")));
        await().until(() -> channel.messageCount(queue) + unacknowledged(queue) == messages);
        return channel.messageCount(queue);
    }

    private static long unacknowledged(String queue) {
        return rows("unacknowledged").filter(row -> row.startsWith(queue + "\t"))
                .mapToLong(row -> Long.parseLong(row.substring(queue.length() + 1))).sum();
    }

    private static Map<String, String> keyed(Stream<String> rows, int column) {
        return rows.collect(Collectors.toMap(row -> row.split("\t")[column], Function.identity(), (one, other) -> one,
                TreeMap::new));
    }

    /** The rows of a listing of both services, in which the second one saw what the first had left; no numbers of messages. */
    private static Stream<String> golden(String listing) throws IOException {
        try (InputStream file = AmqpGoldenDeclarationsTest.class.getClassLoader()
                .getResourceAsStream("golden/amqp/prefix.rabbitmqctl.txt")) {
            String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String section = all.substring(all.indexOf(" " + listing + " "));
            return section.lines().skip(2).takeWhile(row -> !row.isEmpty())
                    .map(row -> listing.equals("list_queues") ? row.replaceAll("\t[0-9]+\t[0-9]+$", "") : row).toList()
                    .stream();
        }
    }

    @SuppressWarnings("unchecked")
    private static Stream<String> rows(String listing) {
        return ((Function<String, List<String>>) System.getProperties().get(ROWS)).apply(listing).stream();
    }

    /** A broker of this test's own, started by the first class loader that asks. */
    private static String port() {
        if (System.getProperty(PORT) == null) {
            AmqpBroker broker = AmqpBroker.builder().build().start();
            System.setProperty(PORT, Integer.toString(broker.port()));
            System.getProperties().put(ROWS, (Function<String, List<String>>) listing -> list(broker, listing));
        }
        return System.getProperty(PORT);
    }

    private static List<String> list(AmqpBroker broker, String listing) {
        return switch (listing) {
            case "queues" -> broker.queues().stream().map(queue -> String.join("\t", queue.name(), "" + queue.durable(),
                    "" + queue.autoDelete(), "" + queue.exclusive(), arguments(queue.arguments()))).toList();
            case "exchanges" -> broker.exchanges().stream().map(exchange -> String.join("\t", exchange.name(), exchange.type(),
                    "" + exchange.durable(), "" + exchange.autoDelete(), "" + exchange.internal(),
                    arguments(exchange.arguments()))).toList();
            case "bindings" -> broker.bindings().stream().map(binding -> String.join("\t", binding.source(), "exchange",
                    binding.destination(), "queue", binding.routingKey(), arguments(binding.arguments()))).toList();
            default -> broker.queues().stream().map(queue -> queue.name() + "\t" + queue.unacknowledged()).toList();
        };
    }

    private static String arguments(Map<String, Object> arguments) {
        return arguments.entrySet().stream().map(entry -> "{\"" + entry.getKey() + "\"," + entry.getValue() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @TomodachiService("golden-amqp")
    static class Golden {

        @Amqp(value = "golden.route1", competing = false)
        void route1a(String data) {
        }

        @Amqp(value = "golden.route1", competing = false)
        void route1b(String data) {
        }

        @Amqp(value = "golden.route1", competing = true)
        void route1_competing(String data) {
        }

        @Amqp(value = "golden.route2", queueName = "golden-queue")
        void route2(String data) {
        }

        @Amqp(value = "golden.#", competing = false)
        void wildcard(String data) {
        }

        @Amqp(value = "golden.special.åä友\n\t-x", competing = false)
        void special(String data) {
        }

        @Amqp(value = "golden.ex", exchangeName = "golden-exchange", competing = false)
        void custom_exchange(String data) {
        }

        @Amqp(value = "gproto.person", competing = false)
        void proto_person(byte[] data) {
        }

        @Amqp(value = "graw.raw", competing = false)
        void raw(String data) {
        }

        @Amqp(value = "graw.raw", competing = false)
        void raw_positional(String data) {
        }

        @Amqp(value = "gerr.nack", competing = false)
        void nack(String data) {
        }

        @Amqp(value = "gerr.exc", competing = false)
        void exc(String data) {
        }
    }

    @TomodachiService("golden-amqp-prefix")
    static class Prefixed {

        @Amqp(value = "route", competing = false)
        void h1(String data) {
        }

        @Amqp(value = "route", competing = true)
        void h2(String data) {
        }

        @Amqp(value = "route", queueName = "named")
        void h3(String data) {
        }
    }

    @TomodachiService(value = "plain", envelope = NoEnvelope.class)
    static class Plain {

        @Amqp(value = "plain.held", queueName = "plain")
        Uni<Void> held(String data) {
            return Uni.createFrom().completionStage(MAY_END);
        }

        @Amqp(value = "plain.three", queueName = "three", prefetch = 3)
        Uni<Void> three(String data) {
            return Uni.createFrom().completionStage(MAY_END);
        }
    }

    @TomodachiService(value = "few", envelope = NoEnvelope.class)
    static class Few {

        @Amqp(value = "few.held", queueName = "few")
        Uni<Void> held(String data) {
            return Uni.createFrom().completionStage(MAY_END);
        }
    }
}
