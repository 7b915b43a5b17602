package io.quarkiverse.tomodachi.devservices.amqp.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;

/** Binding keys of topic exchanges. */
class TopicPatternTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',      '',      true
            '',      a,       false
            '#',     '',      true
            '#',     a.b.c,   true
            '*',     '',      false
            '*',     a,       true
            '*',     a.b,     false
            a.*,     a.b,     true
            a.*,     a,       false
            a.*,     a.,      true
            a.#,     a,       true
            a.#,     a.b.c,   true
            a.#,     ab,      false
            '#.a',   a,       true
            '#.a',   b.c.a,   true
            '#.a',   b.c,     false
            a.#.z,   a.z,     true
            a.#.z,   a.b.c.z, true
            a.#.z,   a.b.c,   false
            '#.#',   '',      true
            '#.*',   '',      false
            '*.#.*', a.b,     true
            '*.#.*', a,       false
            a.b,     a.b,     true
            a.b,     A.b,     false
            a*,      ab,      false
            """)
    void matches(String pattern, String key, boolean expected) {
        assertThat(new TopicPattern(pattern).matches(key, FieldTable.EMPTY)).isEqualTo(expected);
    }

    @Test
    void patternsMadeToBeSlowAreNot() {
        TopicPattern pattern = new TopicPattern("#.a.".repeat(60) + "z");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThat(pattern.matches("a.".repeat(120) + "b", FieldTable.EMPTY)).isFalse());
    }
}
