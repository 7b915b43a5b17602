package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Mixin;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.runtime.json.JsonText;
import io.quarkiverse.tomodachi.runtime.message.protobuf.ProtobufMessages;

/** Messages that the Python library wrote, to AMQP and to SNS. Ours differ from them in nothing but identities and times. */
class GoldenMessagesTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden/messages");

    @BeforeEach
    void knowProtobuf() {
        BinaryData.use(new ProtobufMessages());
    }

    @AfterEach
    void forgetProtobuf() {
        BinaryData.forget();
    }

    static List<Path> json() throws IOException {
        return files(text -> text.startsWith("{"));
    }

    static List<Path> protobuf() throws IOException {
        return files(text -> text.startsWith("Cj"));
    }

    private static List<Path> files(Predicate<String> content) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> content.test(text(file))).sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areThereOfAllKinds() throws IOException {
        assertThat(json()).hasSize(21);
        assertThat(protobuf()).hasSize(3);
        assertThat(files(text -> text.equals("raw text"))).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("json")
    void writesJsonAsPythonDoes(Path file) throws Exception {
        String golden = text(file);
        Parsed parsed = new JsonEnvelope().parseBytes(golden.getBytes(StandardCharsets.UTF_8));
        MessageMetadata metadata = parsed.metadata();
        assertThat(metadata.messageUuid()).startsWith(metadata.serviceUuid() + ".").hasSize(73);
        assertThat(metadata.protocolVersion()).isEqualTo(JsonEnvelope.PROTOCOL_VERSION);
        assertThat(metadata.timestamp()).isBetween("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");

        String ours = new JsonEnvelope().build(new TestService(metadata.serviceName(), metadata.serviceUuid()),
                metadata.topic(), parsed.data());

        assertThat(unpacked(masked(ours))).isEqualTo(unpacked(masked(golden)));
    }

    private static String masked(String text) {
        return text.replaceAll("(\"message_uuid\": \"[0-9a-f-]{36}\\.)[0-9a-f-]{36}\"", "$1…\"")
                .replaceAll("\"timestamp\": \\d{10}\\.\\d{5,7},", "\"timestamp\": …,");
    }

    /** Compressors may find different ways to write the same. */
    private static String unpacked(String text) throws IOException {
        JsonNode root = JsonText.read(text.replace("…,", "0,"));
        if (root.path("metadata").path("data_encoding").textValue().equals("raw")) {
            return text;
        }
        String packed = root.get("data").textValue();
        assertThat(packed).startsWith("eJ");
        return text.replace(packed,
                new String(PackedData.inflate(Base64.getDecoder().decode(packed)), StandardCharsets.UTF_8));
    }

    @Test
    void readsTheDataOfJson() throws Exception {
        assertThat(data("amqp_default_01")).hasToString("\"友達\"");
        assertThat(data("amqp_default_02")).hasToString("{\"k\":[1,2.5,null,true,\"å\"]}");
        assertThat(data("amqp_default_03")).hasToString("null");
        assertThat(data("amqp_default_06").toString()).isEqualTo('"' + "x".repeat(60_010) + '"');
        assertThat(data("aws_default_03").toString()).isEqualTo('"' + "x".repeat(60_010) + '"');
        assertThat(data("aws_prefix_02")).hasToString("\"data2\"");
    }

    private static Object data(String name) throws Exception {
        return new JsonEnvelope().parse(text(FOLDER.resolve(name + ".body"))).data();
    }

    /** {@code Mixin} has the same fields on the wire as the message that was sent: a text with number 1 and one with 2. */
    @ParameterizedTest
    @MethodSource("protobuf")
    void writesProtobufAsPythonDoes(Path file) throws Exception {
        String golden = text(file);
        Parsed parsed = new ProtobufEnvelope().parseBytes(golden.getBytes(StandardCharsets.UTF_8));
        MessageMetadata metadata = parsed.metadata();
        Mixin person = Mixin.parseFrom((byte[]) parsed.data());
        assertThat(person).isIn(Mixin.newBuilder().setName("1").setRoot("友").build(),
                Mixin.newBuilder().setName("2").setRoot("n".repeat(60_010)).build());
        assertThat(metadata.protocolVersion()).isEqualTo(ProtobufEnvelope.PROTOCOL_VERSION);
        assertThat(metadata.topic()).matches("gproto.person");
        assertThat(metadata.timestamp()).isBetween("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");

        String ours = new ProtobufEnvelope().build(new TestService(metadata.serviceName(), metadata.serviceUuid()),
                metadata.topic(), person);

        assertThat(withoutIdentity(ours)).isEqualTo(withoutIdentity(golden));
    }

    private static String withoutIdentity(String base64) throws Exception {
        String bytes = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        // the 36 characters after the service's, and the 8 bytes of the time after the tag of field 3
        return bytes.replaceFirst("(\\.)[0-9a-f-]{36}", "$1").replaceFirst("(?s)(1\\.0\\.0\\x19).{8}", "$1");
    }

    @Test
    void writesWithoutAnEnvelopeWhatPythonDoes() throws Exception {
        assertThat(new NoEnvelope().buildBytes(new TestService("s", "u"), "graw.raw", "raw text"))
                .isEqualTo(Files.readAllBytes(FOLDER.resolve("amqp_default_09.body")));
        assertThat(new NoEnvelope().parse(text(FOLDER.resolve("aws_default_10.body"))).data()).isEqualTo("raw text");
    }
}
