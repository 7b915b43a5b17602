package io.quarkiverse.tomodachi.runtime.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029", "\u202e",
            "\u200b", "\ufeff", "\ud800" })
    void keepsTextOnItsLine(String character) {
        assertThat(LogText.clean("a" + character + "b友")).isEqualTo("a?b友");
    }

    @Test
    void leavesWhatIsVisible() {
        assertThat(LogText.clean("/orders/1?x=%0A é 😀")).isEqualTo("/orders/1?x=%0A é 😀");
        assertThat(LogText.clean("")).isEmpty();
    }

    @Test
    void cutsWhatIsVeryLong() {
        assertThat(LogText.clean("x".repeat(10_000))).hasSize(2048);
        assertThat(LogText.clean("é".repeat(10_000))).hasSize(2048);
    }

    @Test
    void showsWhereValuesEnd() {
        assertThat(LogText.value("127.0.0.1")).isEqualTo("127.0.0.1");
        assertThat(LogText.value("")).isEqualTo("\"\"");
        assertThat(LogText.value("curl/8 status_code=200")).isEqualTo("\"curl/8 status_code=200\"");
        assertThat(LogText.value("a\" b\\")).isEqualTo("\"a\\\" b\\\\\"");
    }

    @Test
    void writesSecondsWithFiveDecimals() {
        assertThat(AccessLogFields.seconds(0)).isEqualTo("0.00000s");
        assertThat(AccessLogFields.seconds(320_000)).isEqualTo("0.00032s");
        assertThat(AccessLogFields.seconds(61_000_049_999L)).isEqualTo("61.00005s");
    }
}
