package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.runtime.message.protobuf.EnvelopeFields;
import io.quarkiverse.tomodachi.runtime.message.protobuf.ProtobufMessages;

class ProtobufEnvelopeTest {

    private static final TestService SERVICE = new TestService("shop", "u-1");

    private final ProtobufEnvelope envelope = new ProtobufEnvelope();

    @BeforeEach
    void knowProtobuf() {
        BinaryData.use(new ProtobufMessages());
    }

    @AfterEach
    void forgetProtobuf() {
        BinaryData.forget();
    }

    @Test
    void readsWhatItWrites() throws Exception {
        BytesValue data = BytesValue.of(ByteString.copyFrom(new byte[] { 0, -1, 7 }));

        Parsed parsed = envelope.parse(envelope.build(SERVICE, "t", data));

        assertThat(BytesValue.parseFrom((byte[]) parsed.data())).isEqualTo(data);
        MessageMetadata metadata = parsed.metadata();
        assertThat(metadata.messageUuid()).matches("u-1\\.[0-9a-f-]{36}");
        assertThat(metadata).extracting(MessageMetadata::serviceName, MessageMetadata::serviceUuid, MessageMetadata::topic,
                MessageMetadata::dataEncoding).containsExactly("shop", "u-1", "t", "proto");
        assertThat(metadata.timestamp()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void compressesAboveSixtyThousandBytes() throws Exception {
        assertThat(envelope.parse(envelope.build(SERVICE, "t", new byte[60_000])).metadata().dataEncoding())
                .isEqualTo("proto");
        Parsed compressed = envelope.parse(envelope.build(SERVICE, "t", new byte[60_001]));
        assertThat(compressed.metadata().dataEncoding()).isEqualTo("gzip_proto");
        assertThat((byte[]) compressed.data()).hasSize(60_001);
    }

    @ParameterizedTest
    @ValueSource(strings = { "proto", "raw", "gzip_proto", "base64", "base64_gzip_proto" })
    void readsAllEncodingsThatThereWere(String encoding) throws Exception {
        byte[] data = { 1, 2, 3 };
        byte[] packed = encoding.contains("gzip") ? PackedData.deflate(data) : data;
        if (encoding.startsWith("base64")) {
            packed = Base64.getEncoder().encode(packed);
        }

        assertThat(envelope.parse(message(encoding, packed)).data()).isEqualTo(data);
    }

    private static String message(String encoding, byte[] data) throws IOException {
        return Base64.getEncoder().encodeToString(
                new EnvelopeFields("s", "u", "u.1", "v", 1.5, "t", encoding, data).write());
    }

    @Test
    void writesNoFieldsThatAreEmpty() throws Exception {
        byte[] bytes = new EnvelopeFields("s", "", "", "", 0, "", "proto", new byte[0]).write();

        EnvelopeFields read = EnvelopeFields.read(bytes);
        assertThat(read.serviceUuid()).isEmpty();
        assertThat(read.data()).isEmpty();
        assertThat(envelope.parse(Base64.getEncoder().encodeToString(bytes)).metadata().timestamp()).isNull();
    }

    @Test
    void skipsFieldsThatItDoesNotKnow() throws Exception {
        String known = new String(new EnvelopeFields("s", "u", "u.1", "v", 1.5, "t", "proto", new byte[] { 7 }).write(),
                StandardCharsets.ISO_8859_1);
        // field 9, a varint; field 10, bytes
        byte[] bytes = (known + "\u0048\u0001\u0052\u0002ab").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(envelope.parse(Base64.getEncoder().encodeToString(bytes)).data()).isEqualTo(new byte[] { 7 });
    }

    @Test
    void refusesWhatIsNotInTheEnvelope() throws Exception {
        String[] payloads = { "", "?", "{}", "aaaa", Base64.getEncoder().encodeToString("no message".getBytes()),
                message("unknown", new byte[0]), message("", new byte[0]), message("gzip_proto", new byte[] { 1, 2 }),
                message("base64", "?".getBytes()) };
        for (String payload : payloads) {
            assertThatThrownBy(() -> envelope.parse(payload)).as(payload).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesDataThatIsNoMessage() {
        assertThatThrownBy(() -> envelope.build(SERVICE, "t", "text")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not java.lang.String").hasMessageContaining("use JsonEnvelope");
        assertThatThrownBy(() -> envelope.build(SERVICE, "t", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JsonEnvelope().build(SERVICE, "t", BytesValue.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("use ProtobufEnvelope");
    }

    @Test
    void sendsMessagesAsTheirBytesWithoutAnEnvelope() throws Exception {
        BytesValue data = BytesValue.of(ByteString.copyFrom(new byte[] { 0, -1, 7 }));
        NoEnvelope none = new NoEnvelope();

        assertThat(none.buildBytes(SERVICE, "t", data)).isEqualTo(data.toByteArray());
        assertThat(none.contentType(data)).isEqualTo("application/octet-stream");
        assertThat(none.parseBytes(data.toByteArray()).data()).isEqualTo(data.toByteArray());
        assertThatThrownBy(() -> none.build(SERVICE, "t", data)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("are no UTF-8; publish them as base64, or with ProtobufEnvelope");
    }
}
