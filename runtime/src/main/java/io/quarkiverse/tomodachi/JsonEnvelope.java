package io.quarkiverse.tomodachi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/**
 * The JSON envelope of the Python library ({@code JsonBase}): {@code service}, {@code metadata} and {@code data}. Data of
 * 60,000 characters and more is compressed. Services in both languages read what the other wrote.
 */
public final class JsonEnvelope implements MessageEnvelope {

    /** What {@link MessageMetadata#protocolVersion()} says of messages in this envelope. */
    public static final String PROTOCOL_VERSION = "tomodachi-json-base--1.0.0";

    private static final String RAW = "raw";
    private static final String COMPRESSED = "base64_gzip_json";
    private static final int COMPRESS_FROM = 60_000;
    private static final int LARGEST_INFLATED = 64 * 1024 * 1024;

    @Override
    public String build(ServiceContext service, String topic, Object data) throws IOException {
        JsonNode tree = JsonText.tree(data);
        String text = JsonText.write(tree);
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
        if (compress) {
            root.put("data", deflate(text));
        } else {
            root.set("data", tree);
        }
        return JsonText.write(root);
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
            data = root.path("data");
        } else if (COMPRESSED.equals(encoding)) {
            data = JsonText.read(inflate(root.path("data").asText()));
        } else {
            throw new IOException("field 'metadata.data_encoding' is '" + encoding + "', expected '" + RAW + "' or '"
                    + COMPRESSED + "'");
        }
        return new Parsed(data, new MessageMetadata(text(metadata, "message_uuid"), text(metadata, "protocol_version"),
                JsonText.instant(metadata.path("timestamp")), text(metadata, "topic"), encoding,
                text(root.path("service"), "name"), text(root.path("service"), "uuid")));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static String deflate(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String inflate(String base64) throws IOException {
        byte[] compressed;
        try {
            compressed = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("field 'data' is not base64", e);
        }
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            byte[] text = inflater.readNBytes(LARGEST_INFLATED + 1);
            if (text.length > LARGEST_INFLATED) {
                throw new IOException("field 'data' is larger than " + LARGEST_INFLATED + " bytes when inflated");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
