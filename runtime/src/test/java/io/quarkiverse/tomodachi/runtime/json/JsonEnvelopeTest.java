package io.quarkiverse.tomodachi.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.runtime.message.payload.PackedData;

class JsonEnvelopeTest {

    private static final ServiceContext SERVICE = new ServiceContext() {
        @Override
        public String name() {
            return "shop";
        }

        @Override
        public String uuid() {
            return "u-1";
        }
    };

    private final JsonEnvelope envelope = new JsonEnvelope();

    @Test
    void writesWhatThePythonLibraryWrites() throws Exception {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("a", 1);
        data.put("name", "å友😀");
        data.put("list", List.of(true, 1.5));

        assertThat(envelope.build(SERVICE, "a.topic", data))
                .matches("\\{\"service\": \\{\"name\": \"shop\", \"uuid\": \"u-1\"\\}, "
                        + "\"metadata\": \\{\"message_uuid\": \"u-1\\.[0-9a-f-]{36}\", "
                        + "\"protocol_version\": \"tomodachi-json-base--1\\.0\\.0\", "
                        + "\"compatible_protocol_versions\": \\[\"json_base-wip\"\\], \"timestamp\": \\d{10}\\.\\d{6}, "
                        + "\"topic\": \"a\\.topic\", \"data_encoding\": \"raw\"\\}, "
                        + "\"data\": \\{\"a\": 1, \"name\": \"\\\\u00e5\\\\u53cb\\\\ud83d\\\\ude00\", \"list\": \\[true, 1\\.5\\]\\}\\}");
    }

    @Test
    void readsWhatItWrites() throws Exception {
        Parsed parsed = envelope.parse(envelope.build(SERVICE, "t", Map.of("x", "y")));

        assertThat(((JsonNode) parsed.data()).path("x").textValue()).isEqualTo("y");
        assertThat(parsed.metadata().topic()).isEqualTo("t");
        assertThat(parsed.metadata().serviceName()).isEqualTo("shop");
        assertThat(parsed.metadata().messageUuid()).startsWith("u-1.");
        assertThat(parsed.metadata().timestamp()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void readsNumbersThatPythonHasAndJsonHasNot() throws Exception {
        String python = envelope.build(SERVICE, "t", List.of("numbers")).replace("[\"numbers\"]", "[NaN, Infinity, -Infinity]");
        assertThat((JsonNode) envelope.parse(python).data()).map(JsonNode::doubleValue).containsExactly(Double.NaN,
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        assertThat(envelope.build(SERVICE, "t", List.of(Double.NaN, Double.NEGATIVE_INFINITY)))
                .endsWith("\"data\": [\"NaN\", \"-Infinity\"]}");
    }

    @Test
    void compressesFromSixtyThousandCharacters() throws Exception {
        String raw = envelope.build(SERVICE, "t", "x".repeat(59_997));
        String compressed = envelope.build(SERVICE, "t", "x".repeat(59_998));

        assertThat(raw).contains("\"data_encoding\": \"raw\"");
        assertThat(compressed).contains("\"data_encoding\": \"base64_gzip_json\"", "\"data\": \"eJ");
        assertThat(((JsonNode) envelope.parse(compressed).data()).textValue()).hasSize(59_998);
    }

    /** Compressed, so that a few kilobytes become so many. */
    @Test
    void readsAllThatItWrites() throws Exception {
        String large = "x".repeat(16 * 1024 * 1024 - 2);
        assertThat(((JsonNode) envelope.parse(envelope.build(SERVICE, "t", large)).data()).textValue().equals(large)).isTrue();
        assertThatThrownBy(() -> envelope.build(SERVICE, "t", large + "x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarkus.tomodachi.messages.max-inflated-size");
    }

    /** What Jackson has for a limit, in the data and in what is left of it when it is compressed. */
    @Test
    void readsTextOfMoreThanTwentyMillionCharacters() throws Exception {
        byte[] random = new byte[20_000_000];
        new Random(1).nextBytes(random);
        String text = Base64.getEncoder().encodeToString(random);
        PackedData.limit(32 * 1024 * 1024);
        try {
            String message = envelope.build(SERVICE, "t", text);
            assertThat(message).hasSizeGreaterThan(26_000_000);
            // equal or not, neither has to be shown
            assertThat(((JsonNode) envelope.parse(message).data()).textValue().equals(text)).isTrue();
        } finally {
            PackedData.limit(16 * 1024 * 1024);
        }
    }

    @Test
    void refusesWhatTakesTooMuchMemory() throws Exception {
        assertThatThrownBy(() -> envelope.build(SERVICE, "t", Collections.nCopies(4_000_000, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Token count", "quarkus.tomodachi.messages.max-inflated-size is 16777216");
        String objects = "[" + "{},".repeat(4_000_000) + "{}]";
        byte[] packed = PackedData.deflate(objects.getBytes(StandardCharsets.UTF_8));
        assertThat(packed).hasSizeLessThan(20_000);
        String message = "{\"metadata\": {\"data_encoding\": \"base64_gzip_json\"}, \"data\": \""
                + Base64.getEncoder().encodeToString(packed) + "\"}";
        assertThatThrownBy(() -> envelope.parse(message)).isInstanceOf(IOException.class).hasMessageContaining("Token count");
    }

    @Test
    void refusesWhatIsNotInTheEnvelope() {
        for (String payload : new String[] { "", "x", "[1]", "null", "{}", "{\"metadata\": null}", "{\"metadata\": {}}",
                "{\"metadata\": {\"data_encoding\": \"unknown\"}}",
                "{\"metadata\": {\"data_encoding\": \"base64_gzip_json\"}, \"data\": \"%\"}",
                "{\"metadata\": {\"data_encoding\": \"base64_gzip_json\"}, \"data\": \"aaaa\"}" }) {
            assertThatThrownBy(() -> envelope.parse(payload)).as(payload).isInstanceOf(IOException.class);
        }
    }
}
