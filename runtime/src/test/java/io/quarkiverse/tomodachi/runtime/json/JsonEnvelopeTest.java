package io.quarkiverse.tomodachi.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.ServiceContext;

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
    void compressesFromSixtyThousandCharacters() throws Exception {
        String raw = envelope.build(SERVICE, "t", "x".repeat(59_997));
        String compressed = envelope.build(SERVICE, "t", "x".repeat(59_998));

        assertThat(raw).contains("\"data_encoding\": \"raw\"");
        assertThat(compressed).contains("\"data_encoding\": \"base64_gzip_json\"", "\"data\": \"eJ");
        assertThat(((JsonNode) envelope.parse(compressed).data()).textValue()).hasSize(59_998);
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
