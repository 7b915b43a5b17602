package io.quarkiverse.tomodachi.runtime.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.vertx.core.buffer.Buffer;

class ClosingDelimiterTest {

    @Test
    void isFoundAtTheBeginningOfALine() {
        assertThat(isIn("b", "--b--")).isTrue();
        assertThat(isIn("b", "preamble\r\n--b\r\nx\r\n--b--\r\nepilogue")).isTrue();
        assertThat(isIn("b", "x --b--")).isFalse();
        assertThat(isIn("b", "--b\r\nx\r\n--b-")).isFalse();
        assertThat(isIn("-a-", "\n\n---a-\n---a---")).isTrue();
        assertThat(isIn("b", "")).isFalse();
    }

    private static boolean isIn(String boundary, String body) {
        ClosingDelimiter whole = new ClosingDelimiter(boundary);
        whole.pass(Buffer.buffer(body));
        ClosingDelimiter pieces = new ClosingDelimiter(boundary);
        body.chars().forEach(c -> pieces.pass(Buffer.buffer(String.valueOf((char) c))));
        assertThat(pieces.isFound()).isEqualTo(whole.isFound());
        return whole.isFound();
    }
}
