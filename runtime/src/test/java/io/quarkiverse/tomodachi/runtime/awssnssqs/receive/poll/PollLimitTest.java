package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollLimitTest {

    @Test
    void queues_share_what_is_left_when_each_has_one() {
        PollLimit limit = new PollLimit(3);
        limit.join();
        limit.join();
        assertThat(limit.take()).isTrue();
        assertThat(limit.take()).isFalse();
        limit.giveBack();
        assertThat(limit.take()).isTrue();
        assertThat(limit.take()).isFalse();
    }

    @Test
    void more_queues_than_polls_have_one_each() {
        PollLimit limit = new PollLimit(1);
        limit.join();
        limit.join();
        assertThat(limit.take()).isFalse();
    }
}
