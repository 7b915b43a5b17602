package io.quarkiverse.tomodachi.runtime.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.vertx.core.buffer.Buffer;

class PartScannerTest {

    @Test
    void findsTheEndAtTheBeginningOfALine() {
        assertThat(closes("b", "--b--")).isTrue();
        assertThat(closes("b", "preamble\r\n--b\r\nx\r\n--b--\r\nepilogue")).isTrue();
        assertThat(closes("b", "x --b--")).isFalse();
        assertThat(closes("b", "--b\r\nx\r\n--b-")).isFalse();
        assertThat(closes("-a-", "\n\n---a-\n---a---")).isTrue();
        assertThat(closes("b", "")).isFalse();
    }

    @Test
    void findsPartsOfParts() {
        String mixed = "Content-Disposition: form-data; name=\"f\"\r\nContent-Type: Multipart/Mixed; boundary=c\r\n\r\n";
        assertThat(nests("--b\r\n" + mixed)).isTrue();
        assertThat(nests("preamble\n--b \ncontent-type :multipart/mixed\n")).isTrue();
        assertThat(nests("--b\r\nX: y\r\n\r\ntext\r\n--b\r\n" + mixed)).isTrue();
        assertThat(nests("--b\r\n\r\n--b\r\n" + mixed)).isTrue();
        assertThat(nests("--b\r\nX: y\r\n\r\n" + mixed)).as("content").isFalse();
        assertThat(nests("--bc\r\n" + mixed)).as("no delimiter").isFalse();
        assertThat(nests("--b--\r\n" + mixed)).as("epilogue").isFalse();
        assertThat(nests("--b\r\nContent-Type: multipart/mixed-up\r\n\r\n")).isFalse();
    }

    private static boolean closes(String boundary, String body) {
        return both(boundary, body, PartScanner::isClosed);
    }

    private static boolean nests(String body) {
        return both("b", body, PartScanner::isNested);
    }

    private static boolean both(String boundary, String body, Predicate<PartScanner> question) {
        PartScanner whole = new PartScanner(boundary);
        whole.pass(Buffer.buffer(body));
        PartScanner pieces = new PartScanner(boundary);
        body.chars().forEach(c -> pieces.pass(Buffer.buffer(String.valueOf((char) c))));
        assertThat(question.test(pieces)).isEqualTo(question.test(whole));
        return question.test(whole);
    }
}
