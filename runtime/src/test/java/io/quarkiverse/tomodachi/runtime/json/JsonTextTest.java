package io.quarkiverse.tomodachi.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    /** More than the generator hands on at once, and less. */
    @ParameterizedTest
    @ValueSource(ints = { 0, 10, 3_990, 4_000, 4_010, 100_000 })
    void text_of_any_length_is_written_the_same_in_pieces_and_at_once(int length) throws Exception {
        String text = "mü\"🙂".repeat(length / 5 + 1).substring(0, length);
        String written = JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("text", text);
            json.writeEndObject();
        });
        assertThat(written).isEqualTo(JsonText.write((Object) JsonText.object().put("text", text)));
        assertThat(JsonText.read(written).get("text").textValue()).isEqualTo(text);
    }
}
