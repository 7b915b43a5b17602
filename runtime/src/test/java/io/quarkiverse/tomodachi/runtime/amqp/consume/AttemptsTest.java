package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts();

    @Test
    void forgetsTheLeastRecentFirst() {
        for (int number = 0; number < Attempts.LARGEST_SIZE; number++) {
            attempts.remember("message " + number, 3);
        }
        assertThat(attempts.of("message 0")).isEqualTo(3);
        attempts.remember("one more", 1);

        assertThat(attempts.of("message 0")).isEqualTo(3);
        assertThat(attempts.of("message 1")).isZero();
        assertThat(attempts.of("one more")).isOne();
    }

    @Test
    void forgetsWhenTold() {
        attempts.remember("message", 3);
        attempts.forget("message");

        assertThat(attempts.of("message")).isZero();
    }
}
