package io.quarkiverse.tomodachi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import io.quarkiverse.tomodachi.runtime.message.payload.BinaryData;
import io.quarkiverse.tomodachi.runtime.message.payload.PackedData;
import io.quarkiverse.tomodachi.runtime.message.protobuf.EnvelopeFields;

/**
 * The protobuf envelope of the Python library ({@code ProtobufBase}): base64 of a protobuf message with the service, the
 * metadata and the serialised data, on both transports. Data of more than 60,000 bytes is compressed. Services in both
 * languages read what the other wrote, up to a size of the data that {@code quarkus.tomodachi.messages.max-inflated-size}
 * tells.
 * <p>
 * Published data is a protobuf message, or {@code byte[]} with a serialised one. A handler takes a class that was generated
 * for a protobuf message, which is bound when the application is built, or {@code byte[]}.
 * <p>
 * The application needs the dependency {@code com.google.protobuf:protobuf-java}.
 */
public final class ProtobufEnvelope implements MessageEnvelope {

    /** What {@link MessageMetadata#protocolVersion()} says of messages in this envelope. */
    public static final String PROTOCOL_VERSION = "tomodachi-protobuf-base--1.0.0";

    private static final String PLAIN = "proto";
    private static final String COMPRESSED = "gzip_proto";
    private static final int LARGEST_PLAIN = 60_000;

    /**
     * @throws IllegalArgumentException if the data is neither a protobuf message nor bytes, or too large to be compressed
     */
    @Override
    public String build(ServiceContext service, String topic, Object data) throws IOException {
        byte[] bytes = BinaryData.of(data);
        if (bytes == null) {
            throw new IllegalArgumentException("ProtobufEnvelope carries protobuf messages, not "
                    + (data == null ? "null" : data.getClass().getName())
                    + "; publish a protobuf message, or use JsonEnvelope");
        }
        boolean compress = bytes.length > LARGEST_PLAIN;
        EnvelopeFields fields = new EnvelopeFields(service.name(), service.uuid(), service.uuid() + "." + UUID.randomUUID(),
                PROTOCOL_VERSION, JsonText.epochSeconds(Instant.now()).doubleValue(), topic, compress ? COMPRESSED : PLAIN,
                compress ? PackedData.deflate(bytes) : bytes);
        return Base64.getEncoder().encodeToString(fields.write());
    }

    /**
     * @return the bytes of the serialised message; where the handler takes a protobuf message, the message is made of them
     */
    @Override
    public Parsed parse(String payload) throws IOException {
        EnvelopeFields fields = EnvelopeFields.read(PackedData.decode(payload, "the message"));
        return new Parsed(unpack(fields), new MessageMetadata(emptyToNull(fields.messageUuid()),
                emptyToNull(fields.protocolVersion()), JsonText.instant(fields.timestamp()), emptyToNull(fields.topic()),
                fields.dataEncoding(), emptyToNull(fields.serviceName()), emptyToNull(fields.serviceUuid())));
    }

    private static byte[] unpack(EnvelopeFields fields) throws IOException {
        return switch (fields.dataEncoding()) {
            case PLAIN, "raw" -> fields.data();
            case COMPRESSED -> PackedData.inflate(fields.data());
            case "base64" -> base64(fields);
            case "base64_gzip_proto" -> PackedData.inflate(base64(fields));
            default -> throw new IOException("field 'metadata.data_encoding' is none of '" + PLAIN + "', '" + COMPRESSED
                    + "', 'base64', 'base64_gzip_proto' and 'raw'");
        };
    }

    private static byte[] base64(EnvelopeFields fields) throws IOException {
        return PackedData.decode(new String(fields.data(), StandardCharsets.ISO_8859_1), "field 'data'");
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
