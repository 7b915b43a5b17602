package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.google.protobuf.Mixin;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.MessageValidator;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.ValidateWith;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class ProtobufMessagesTest {

    private static final byte[] NO_TEXT = { (byte) 0xC3, 0x28, 0 };

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(People.class, Named.class, Seen.class);

    @Inject
    People people;

    @Inject
    AmqpPublisher publisher;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.routing-key-prefix")
    String prefix;

    /** As the Python library published it: {@code Mixin} has the same fields on the wire as its message. */
    private static final String GOLDEN = "CjMKC2dvbGRlbi1hbXFwEiRhYWFhYWFhYS1iYmJiLWNjY2MtZGRkZC1lZWVlZWVlZWVlZWUSigEKSWFhYWFh"
            + "YWFhLWJiYmItY2NjYy1kZGRkLWVlZWVlZWVlZWVlZS44OTQzOWNkMC05NzU4LTQzOTQtOWFmOC1kMDdhOWYwMzM0OGUSHnRvbW9kYWNoaS1wcm90b2J1"
            + "Zi1iYXNlLS0xLjAuMBmJy2FrJcHaQSINZ3Byb3RvLnBlcnNvbioFcHJvdG8aCAoBMRID5Y+L";

    @Test
    void readsWhatPythonPublished() throws Exception {
        try (Connection connection = TestBroker.connect()) {
            connection.createChannel().basicPublish("amq.topic", prefix + "person", null, GOLDEN.getBytes());
        }

        await().until(() -> people.persons.contains(Mixin.newBuilder().setName("1").setRoot("友").build()));
        assertThat(people.metadata).extracting(MessageMetadata::serviceName).contains("golden-amqp");
        assertThat(Seen.DATA).contains(Mixin.newBuilder().setName("1").setRoot("友").build());
    }

    @Test
    void carriesMessagesInTheEnvelope() {
        Mixin person = Mixin.newBuilder().setName("2").setRoot("n".repeat(70_000)).build();
        publisher.publishAndAwait(person, "person");

        await().until(() -> people.persons.contains(person));
        assertThat(people.metadata).extracting(MessageMetadata::dataEncoding).contains("gzip_proto");
        publisher.publishAndAwait(person, "bytes");
        await().until(() -> people.bytes.size() == 1);
        assertThat(people.bytes.get(0)).isEqualTo(person.toByteArray());
    }

    @Test
    void carriesMessagesAndBytesWithoutAnEnvelope() {
        Mixin person = Mixin.newBuilder().setName("3").setRoot("é\u0000").build();
        publisher.publishAndAwait(person, "plain", Publish.envelope(new NoEnvelope()));
        publisher.publishAndAwait(NO_TEXT, "raw", Publish.envelope(new NoEnvelope()));

        await().until(() -> people.persons.contains(person) && people.raw.size() == 1);
        assertThat(people.raw.get(0)).isEqualTo(NO_TEXT);
        assertThat(people.types).containsExactly("application/octet-stream");
    }

    /** Each goes to one of the handlers that handle one message after another, and would be in its way if it stayed. */
    @Test
    void rejectsWhatIsNotValid() {
        publisher.publishAndAwait(Mixin.newBuilder().setName("nobody").build(), "checked");
        publisher.publishAndAwait("no base64 !", "checked", Publish.envelope(new NoEnvelope()));
        publisher.publishAndAwait(new byte[] { 7, 7, 7 }, "checked");
        publisher.publishAndAwait(NO_TEXT, "text", Publish.envelope(new NoEnvelope()));
        publisher.publishAndAwait("text", "text", Publish.envelope(new NoEnvelope()));
        publisher.publishAndAwait(Mixin.newBuilder().setName("somebody").build(), "checked");

        await().until(() -> people.checked.size() == 1 && people.texts.size() == 1);
        assertThat(people.checked).containsExactly("somebody");
        assertThat(people.texts).containsExactly("text");
        assertThat(Named.SEEN).containsExactly("nobody", "somebody");
    }

    @Test
    void tellsThePublisherWhatCannotBeSent() {
        assertThatThrownBy(() -> publisher.publishAndAwait("text", "person")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ProtobufEnvelope carries protobuf messages, not java.lang.String");
        assertThatThrownBy(() -> publisher.publishAndAwait(Mixin.getDefaultInstance(), "person",
                Publish.envelope(new JsonEnvelope()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use ProtobufEnvelope");
    }

    static class Seen implements MessageMiddleware {

        static final List<Object> DATA = new CopyOnWriteArrayList<>();

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            DATA.add(call.data());
            return next.proceed();
        }
    }

    static class Named implements MessageValidator<Mixin> {

        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        @Override
        public void validate(Mixin data) {
            SEEN.add(data.getName());
            if (data.getName().equals("nobody")) {
                throw new IllegalArgumentException("a name is needed");
            }
        }
    }

    @TomodachiService(value = "people", envelope = ProtobufEnvelope.class, messageMiddleware = Seen.class)
    public static class People {

        final List<Mixin> persons = new CopyOnWriteArrayList<>();
        final List<MessageMetadata> metadata = new CopyOnWriteArrayList<>();
        final List<byte[]> bytes = new CopyOnWriteArrayList<>();
        final List<byte[]> raw = new CopyOnWriteArrayList<>();
        final List<String> types = new CopyOnWriteArrayList<>();
        final List<String> checked = new CopyOnWriteArrayList<>();
        final List<String> texts = new CopyOnWriteArrayList<>();

        @Amqp("person")
        void person(Mixin person, MessageMetadata facts) {
            metadata.add(facts);
            persons.add(person);
        }

        @Amqp("bytes")
        void bytes(byte[] data) {
            bytes.add(data);
        }

        @Amqp(value = "plain", envelope = NoEnvelope.class)
        void plain(Mixin person) {
            persons.add(person);
        }

        @Amqp(value = "raw", envelope = NoEnvelope.class)
        void raw(byte[] data, AmqpMessage message) {
            types.add(message.contentType());
            raw.add(data);
        }

        @Amqp(value = "checked", concurrency = 1)
        void checked(@ValidateWith(Named.class) Mixin person) {
            checked.add(person.getName());
        }

        @Amqp(value = "text", envelope = NoEnvelope.class, concurrency = 1)
        void text(String data) {
            texts.add(data);
        }
    }
}
