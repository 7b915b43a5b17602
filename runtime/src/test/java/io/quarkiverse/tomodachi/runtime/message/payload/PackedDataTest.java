package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackedDataTest {

    private static final int LIMIT = 16 * 1024 * 1024;

    @AfterEach
    void setDefault() {
        PackedData.limit(LIMIT);
    }

    @Test
    void has_no_value_for_no_limit() {
        assertThatThrownBy(() -> PackedData.limit(0)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quarkus.tomodachi.messages.max-inflated-size is 0");
        assertThat(PackedData.limit()).isEqualTo(LIMIT);
    }

    @Test
    void unpacks_no_more_than_its_limit() throws IOException {
        assertThat(PackedData.inflate(PackedData.deflate(new byte[LIMIT]))).hasSize(LIMIT);

        PackedData.limit(2L * LIMIT);
        byte[] small = PackedData.deflate(new byte[LIMIT + 1]);
        assertThat(PackedData.inflate(small)).hasSize(LIMIT + 1);
        assertThat(small.length).isLessThan(100_000);
        PackedData.limit(LIMIT);
        assertThatThrownBy(() -> PackedData.inflate(small)).isInstanceOf(IOException.class)
                .hasMessage("field 'data' is larger than the 16777216 bytes when inflated that"
                        + " quarkus.tomodachi.messages.max-inflated-size allows");
    }

    @Test
    void packs_no_more_than_it_unpacks() {
        assertThatThrownBy(() -> PackedData.deflate(new byte[LIMIT + 1])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("16777217 bytes", "quarkus.tomodachi.messages.max-inflated-size allows 16777216");
    }

    @Test
    void tells_what_is_not_packed() {
        assertThatThrownBy(() -> PackedData.inflate(new byte[] { 1, 2, 3 })).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PackedData.decode("no base64!", "field 'data'")).hasMessage("field 'data' is not base64");
    }
}
