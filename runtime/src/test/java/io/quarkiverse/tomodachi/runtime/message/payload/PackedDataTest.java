package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class PackedDataTest {

    private static final int LIMIT = 64 * 1024 * 1024;

    @Test
    void unpacks_no_more_than_its_limit() throws IOException {
        assertThat(PackedData.inflate(PackedData.deflate(new byte[LIMIT]))).hasSize(LIMIT);

        byte[] small = PackedData.deflate(new byte[LIMIT + 1]);
        assertThat(small.length).isLessThan(100_000);
        assertThatThrownBy(() -> PackedData.inflate(small)).isInstanceOf(IOException.class)
                .hasMessage("field 'data' is larger than 67108864 bytes when inflated");
    }

    @Test
    void tells_what_is_not_packed() {
        assertThatThrownBy(() -> PackedData.inflate(new byte[] { 1, 2, 3 })).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PackedData.decode("no base64!", "field 'data'")).hasMessage("field 'data' is not base64");
    }
}
