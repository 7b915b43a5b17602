package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class DeleteWindowTest {

    private static DeleteWindow window(boolean fifo, int held, int timeoutSeconds) {
        return new DeleteWindow(fifo, () -> held, () -> Duration.ofSeconds(timeoutSeconds));
    }

    private static long more(DeleteWindow window, int waitedMillis, int unsettled) {
        return Duration.ofNanos(window.more(Duration.ofMillis(waitedMillis).toNanos(), unsettled)).toMillis();
    }

    @Test
    void deletes_wait_two_seconds_while_more_messages_are_here_and_look_for_that_again_and_again() {
        DeleteWindow window = window(false, 3, 30);
        assertThat(more(window, 0, 2)).isEqualTo(200);
        assertThat(more(window, 1_700, 2)).isEqualTo(200);
        assertThat(more(window, 1_900, 2)).isEqualTo(100);
        assertThat(more(window, 2_000, 2)).isNotPositive();
    }

    @Test
    void deletes_that_nothing_will_join_wait_a_moment() {
        assertThat(more(window(false, 3, 30), 0, 3)).isEqualTo(200);
        assertThat(more(window(false, 3, 30), 200, 3)).isNotPositive();
        assertThat(more(window(true, 3, 30), 0, 3)).isEqualTo(20);
        assertThat(more(window(true, 3, 30), 20, 3)).isNotPositive();
    }

    @Test
    void deletes_leave_most_of_the_time_that_messages_are_hidden() {
        assertThat(window(false, 0, 43_200).longest()).isEqualTo(Duration.ofSeconds(2));
        assertThat(window(false, 0, 10).longest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(window(false, 0, 1).longest()).isEqualTo(Duration.ofMillis(200));
        assertThat(window(true, 0, 1).longest()).isEqualTo(Duration.ofMillis(100));
    }

    /** Nothing is looked after then. */
    @Test
    void nothing_waits_long_where_messages_are_not_hidden_at_all() {
        assertThat(window(false, 0, 0).longest()).isEqualTo(Duration.ofMillis(200));
        assertThat(window(true, 0, 0).longest()).isEqualTo(Duration.ofMillis(20));
    }
}
