package io.quarkiverse.tomodachi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import io.quarkiverse.tomodachi.runtime.json.PackedJson;
import io.quarkiverse.tomodachi.runtime.message.payload.BinaryData;
import io.quarkiverse.tomodachi.runtime.message.payload.PackedData;
import io.quarkiverse.tomodachi.runtime.message.payload.Utf8;

/**
 * The JSON envelope of the Python library ({@code JsonBase}): {@code service}, {@code metadata} and {@code data}. Data of
 * 60,000 characters and more is compressed. Services in both languages read what the other wrote, up to a size of the data
 * that {@code quarkus.tomodachi.messages.max-inflated-size} tells; what is larger is neither written nor read.
 */
public final class JsonEnvelope implements MessageEnvelope {

    /** What {@link MessageMetadata#protocolVersion()} says of messages in this envelope. */
    public static final String PROTOCOL_VERSION = "tomodachi-json-base--1.0.0";

    /** What a byte of JSON takes of the memory when it is read, where it has many small values. */
    private static final int BYTES_FOR_ONE = 32;

    private static final String RAW = "raw";
    private static final String COMPRESSED = "base64_gzip_json";
    private static final int COMPRESS_FROM = 60_000;

    @Override
    public String build(ServiceContext service, String topic, Object data) throws IOException {
        BinaryData.refuseMessage(data);
        String text = write(data);
        boolean compress = text.length() >= COMPRESS_FROM;
        ObjectNode root = JsonText.object();
        root.putObject("service").put("name", service.name()).put("uuid", service.uuid());
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("message_uuid", service.uuid() + "." + UUID.randomUUID());
        metadata.put("protocol_version", PROTOCOL_VERSION);
        metadata.putArray("compatible_protocol_versions").add("json_base-wip");
        metadata.put("timestamp", JsonText.epochSeconds(Instant.now()));
        metadata.put("topic", topic);
        metadata.put("data_encoding", compress ? COMPRESSED : RAW);
        // the data is JSON already, so that it need not be written a second time
        String head = JsonText.write(root);
        return head.substring(0, head.length() - 1) + ", \"data\": " + (compress ? compressed(text) : text) + "}";
    }

    private static String write(Object data) {
        try {
            return JsonText.write(JsonText.tree(data));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw JsonText.unwritable(data, e);
        }
    }

    private static String compressed(String text) throws IOException {
        PackedJson.check(text);
        byte[] packed = PackedData.deflate(text.getBytes(StandardCharsets.UTF_8));
        return '"' + Base64.getEncoder().encodeToString(packed) + '"';
    }

    @Override
    public Parsed parse(String payload) throws IOException {
        JsonNode root = JsonText.read(payload);
        JsonNode metadata = root.path("metadata");
        if (!root.isObject() || !metadata.isObject()) {
            throw new IOException("not a message in the JSON envelope: field 'metadata' is missing or is not an object");
        }
        String encoding = text(metadata, "data_encoding");
        JsonNode data;
        if (RAW.equals(encoding)) {
            data = required(root);
        } else if (COMPRESSED.equals(encoding)) {
            data = inflate(required(root));
        } else {
            throw new IOException(
                    "field 'metadata.data_encoding' is neither '" + RAW + "' nor '" + COMPRESSED + "'");
        }
        return new Parsed(data, new MessageMetadata(text(metadata, "message_uuid"), text(metadata, "protocol_version"),
                JsonText.instant(metadata.path("timestamp")), text(metadata, "topic"), encoding,
                text(root.path("service"), "name"), text(root.path("service"), "uuid")));
    }

    /** That an application gives no data is told by {@code null}. */
    private static JsonNode required(JsonNode root) throws IOException {
        JsonNode data = root.get("data");
        if (data == null) {
            throw new IOException("field 'data' is missing");
        }
        return data;
    }

    private static JsonNode inflate(JsonNode data) throws IOException {
        if (!data.isTextual()) {
            throw new IOException("field 'data' is no text, which compressed data is");
        }
        byte[] packed = PackedData.decode(data.textValue(), "field 'data'");
        byte[] inflated = PackedData.inflate(packed);
        try {
            return PackedJson.read(Utf8.decode(inflated));
        } catch (OutOfMemoryError e) {
            if (inflated.length < Runtime.getRuntime().maxMemory() / BYTES_FOR_ONE) {
                // others fill the memory, and it may suffice when the message comes again
                throw e;
            }
            throw new IOException("field 'data' needs more memory than there is when inflated", e);
        }
    }

    @Override
    public String contentType(Object data) {
        return "application/json";
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }
}
