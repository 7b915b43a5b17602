package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class MessageIdsTest {

    @Test
    void tellWhichMessageItIs() {
        MessageIds ids = new MessageIds();
        for (long number : new long[] { 1, 63, 64, 4_095, 4_096, 1_000_000, Long.MAX_VALUE }) {
            assertThat(ids.number(ids.of(number))).isEqualTo(number);
        }
        assertThat(ids.number(new MessageIds().of(1))).isZero();
        assertThat(ids.number("id-1")).isZero();
        assertThat(ids.number(null)).isZero();
        assertThat(ids.number(ids.of(1) + "/2")).as("made of one").isZero();
        assertThat(ids.number(ids.of(-1))).isZero();
        assertThat(ids.number(ids.of(1) + "aaaaaaaaaaaa")).as("more than a number").isZero();
    }

    @Test
    void areShortAndOfOneChannel() {
        assertThat(new MessageIds().of(1_000_000)).matches("[A-Za-z0-9_-]{7}[A-Za-z0-9_-]{4}");
        Set<String> ids = new HashSet<>();
        for (int channel = 0; channel < 1_000; channel++) {
            ids.add(new MessageIds().of(1));
        }
        assertThat(ids).hasSize(1_000);
    }
}
