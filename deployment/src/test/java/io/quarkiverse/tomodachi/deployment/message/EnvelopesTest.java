package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkus.test.QuarkusUnitTest;

class EnvelopesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker
            .application(Shop.class, Stars.class, Counted.class, Point.class, Line.class, LoggedEvents.class)
            .overrideRuntimeConfigKey("stars", "**");

    @Inject
    Shop shop;

    @Inject
    AmqpPublisher publisher;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.routing-key-prefix")
    String prefix;

    @BeforeEach
    void listen() {
        LoggedEvents.begin();
    }

    @AfterEach
    void end() {
        LoggedEvents.end();
    }

    @Test
    void takesBeansForServicesAndClassesForHandlers() {
        publisher.publishAndAwait("a", "stars");
        publisher.publishAndAwait("b", "counted", Publish.envelope(new Counted()));
        publisher.publishAndAwait("c", "stars");

        await().until(() -> shop.events.size() == 3);
        assertThat(shop.events).containsExactlyInAnyOrder("a stars text/stars", "c stars text/stars", "b [1]");
        assertThat(Stars.MADE).hasValue(1);
    }

    /** The good one is the last of a handler with one message at a time: none of the others is in its way. */
    @Test
    void rejectsWhatDoesNotFitAndNeverShowsIt() throws Exception {
        List<String> spoiled = List.of("{}", "secret", "[]", "{\"metadata\": {\"data_encoding\": \"secret\"}, \"data\": 1}",
                envelope("\"secret\""), envelope("{\"points\": [{\"x\": 1}, {\"x\": \"secret\"}]}"), envelope("[\"secret\"]"),
                "{\"metadata\": {\"data_encoding\": \"raw\"}}", envelope("{\"points\": [{}]}"), envelope("[".repeat(100_000)));
        try (Connection connection = TestBroker.connect()) {
            for (String message : spoiled) {
                connection.createChannel().basicPublish("amq.topic", prefix + "line", null, message.getBytes());
            }
            connection.createChannel().basicPublish("amq.topic", prefix + "line", null, new byte[] { (byte) 0xC3, 0x28 });
        }
        publisher.publishAndAwait(new Line(List.of(new Point(7))), "line", Publish.envelope(new JsonEnvelope()));

        await().until(() -> shop.lines.size() == 1);
        assertThat(shop.lines).containsExactly(new Line(List.of(new Point(7))));
        assertThat(String.join("\n", LoggedEvents.texts()))
                .contains("field 'metadata' is missing", "it is no JSON (line 1, column 1)",
                        "field 'metadata.data_encoding' is neither 'raw' nor 'base64_gzip_json'",
                        "field 'points[1].x' is missing or is no int", "field 'points[0].x' is missing or is no int",
                        "field 'data' is missing", "MalformedInputException")
                .doesNotContain("secret");
    }

    @Test
    void convertsHeaders() {
        publisher.publishAndAwait("x", "headers", Publish.header("numbers", List.of(1, "2")).header("text", "t".getBytes())
                .header("flag", true));
        await().until(() -> shop.headers.size() == 1);
        assertThat(shop.headers).containsExactly("[1, 2] t true");

        publisher.publishAndAwait("x", "headers", Publish.header("numbers", List.of("secret")).header("flag", true));
        publisher.publishAndAwait("x", "headers", Publish.header("numbers", 3).header("text", List.of("secret", "secret")));
        publisher.publishAndAwait("x", "headers", Publish.header("numbers", 3).header("flag", "secret"));
        publisher.publishAndAwait("x", "headers", Publish.header("numbers", 3));
        publisher.publishAndAwait("x", "headers", Publish.header("numbers", 3).header("flag", false));
        await().until(() -> shop.headers.size() == 2);
        assertThat(shop.headers.get(1)).isEqualTo("[3] null false");
        List<String> refused = LoggedEvents.texts().stream()
                .filter(text -> text.contains("#headers(") && text.contains("header '")).toList();
        assertThat(refused).hasSize(4);
        assertThat(refused.get(0)).contains("header 'numbers'");
        assertThat(refused.get(1)).contains("header 'text' is a list");
        assertThat(refused.get(2)).contains("header 'flag'");
        assertThat(refused.get(3)).contains("header 'flag'");
        assertThat(refused).noneMatch(text -> text.contains("secret"));
    }

    private static String envelope(String data) {
        return "{\"metadata\": {\"data_encoding\": \"raw\"}, \"data\": " + data + "}";
    }

    public record Point(@JsonProperty(required = true) int x) {
    }

    public record Line(List<Point> points) {
    }

    /** A bean, which may inject. */
    @Singleton
    static class Stars implements MessageEnvelope {

        static final AtomicInteger MADE = new AtomicInteger();

        @Inject
        Stars(@ConfigProperty(name = "stars") String stars) {
            MADE.incrementAndGet();
            this.stars = stars;
        }

        private final String stars;

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            return stars + topic + stars + data;
        }

        @Override
        public Parsed parse(String payload) {
            String[] parts = payload.split("\\*\\*");
            return new Parsed(parts[2],
                    new MessageMetadata(null, null, null, parts[1], null, null, null));
        }

        @Override
        public String contentType(Object data) {
            return "text/stars";
        }
    }

    /** Not a bean, and of bytes. */
    public static class Counted implements MessageEnvelope {

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            throw new UnsupportedOperationException("only bytes");
        }

        @Override
        public Parsed parse(String payload) {
            throw new UnsupportedOperationException("only bytes");
        }

        @Override
        public byte[] buildBytes(ServiceContext service, String topic, Object data) {
            byte[] text = data.toString().getBytes(StandardCharsets.UTF_8);
            byte[] message = new byte[text.length + 1];
            message[0] = (byte) (text.length | 0x80);
            System.arraycopy(text, 0, message, 1, text.length);
            return message;
        }

        @Override
        public Parsed parseBytes(byte[] payload) {
            return new Parsed(List.of(payload[0] & 0x7F, new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8)),
                    MessageMetadata.NONE);
        }
    }

    @TomodachiService(value = "shop", envelope = Stars.class)
    public static class Shop {

        final List<String> events = new CopyOnWriteArrayList<>();
        final List<Line> lines = new CopyOnWriteArrayList<>();
        final List<String> headers = new CopyOnWriteArrayList<>();

        @Amqp("stars")
        void stars(String data, MessageMetadata metadata, AmqpMessage message) {
            events.add(data + " " + metadata.topic() + " " + message.contentType());
        }

        @Amqp(value = "counted", envelope = Counted.class)
        void counted(List<Object> data) {
            events.add(data.get(1) + " " + data.subList(0, 1));
        }

        @Amqp(value = "line", envelope = JsonEnvelope.class, concurrency = 1)
        void line(Line line) {
            lines.add(line);
        }

        @Amqp(value = "headers", concurrency = 1)
        void headers(@Header("numbers") List<Integer> numbers, @Header("text") String text, @Header("flag") boolean flag) {
            headers.add(numbers + " " + text + " " + flag);
        }
    }
}
