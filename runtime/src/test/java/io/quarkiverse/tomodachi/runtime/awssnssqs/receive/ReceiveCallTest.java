package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveCallTest {

    @Test
    void to_a_queue_that_has_just_gone_fails_as_one_without_an_answer_does() {
        assertThat(ReceiveCall.of(10, false).send(null, null)).isCompletedExceptionally();
    }
}
