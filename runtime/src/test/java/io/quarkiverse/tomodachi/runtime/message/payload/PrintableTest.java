package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void stays_within_its_line() {
        assertThat(Printable.of("order.påid 😀")).isEqualTo("order.påid 😀");
        assertThat(Printable.of("1\r\n2030-01-31 ERROR\u2028\u0085\u001B[31m\u202E\uD800x"))
                .isEqualTo("1\uFFFD\uFFFD2030-01-31 ERROR\uFFFD\uFFFD\uFFFD[31m\uFFFD\uFFFDx");
    }
}
