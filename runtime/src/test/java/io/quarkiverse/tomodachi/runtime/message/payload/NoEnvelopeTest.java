package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.vertx.core.buffer.Buffer;

class NoEnvelopeTest {

    private static final TestService SERVICE = new TestService("shop", "u-1");
    private static final byte[] NO_TEXT = { (byte) 0xC3, 0x28, 0 };

    private final NoEnvelope envelope = new NoEnvelope();

    @Test
    void sendsTextAndBytesAsTheyAre() throws Exception {
        assertThat(envelope.build(SERVICE, "t", "åä")).isEqualTo("åä");
        assertThat(envelope.buildBytes(SERVICE, "t", "åä")).isEqualTo("åä".getBytes(StandardCharsets.UTF_8));
        assertThat(envelope.buildBytes(SERVICE, "t", NO_TEXT)).isEqualTo(NO_TEXT);
        assertThat(envelope.buildBytes(SERVICE, "t", Buffer.buffer(NO_TEXT))).isEqualTo(NO_TEXT);
        assertThat(envelope.build(SERVICE, "t", "text".getBytes())).isEqualTo("text");
        assertThat(envelope.build(SERVICE, "t", Map.of("a", 1))).isEqualTo("{\"a\": 1}");
        assertThat(envelope.build(SERVICE, "t", null)).isEqualTo("null");
    }

    @Test
    void givesTextWhereItIsText() {
        assertThat(envelope.parseBytes("å\uFFFD".getBytes(StandardCharsets.UTF_8)).data()).isEqualTo("å\uFFFD");
        assertThat(envelope.parseBytes(NO_TEXT).data()).isEqualTo(NO_TEXT);
    }

    @Test
    void tellsWhatItSends() {
        assertThat(envelope.contentType("text")).isEqualTo("text/plain");
        assertThat(envelope.contentType(NO_TEXT)).isEqualTo("application/octet-stream");
        assertThat(envelope.contentType(Map.of())).isEqualTo("application/json");
        assertThat(new JsonEnvelope().contentType("text")).isEqualTo("application/json");
    }

    @Test
    void tellsWhatCannotBeWritten() {
        Object unwritable = new Object() {
            @Override
            public String toString() {
                return "secret";
            }
        };
        for (MessageEnvelope json : new MessageEnvelope[] { envelope, new JsonEnvelope() }) {
            assertThatThrownBy(() -> json.buildBytes(SERVICE, "t", unwritable)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Data of " + unwritable.getClass().getName() + " cannot be written as JSON: ")
                    .hasMessageEndingWith("Publish a record, a class with getters, a map, a list, text or a number")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void isStrictAboutText() {
        assertThatThrownBy(() -> new JsonEnvelope().parseBytes(NO_TEXT)).isInstanceOf(CharacterCodingException.class);
    }
}
