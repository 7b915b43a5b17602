package io.quarkiverse.tomodachi.runtime.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessLogTest {

    @Test
    void secondsHaveFiveDigitsAfterThePoint() {
        assertThat(AccessLog.seconds(0)).isEqualTo("0.00000");
        assertThat(AccessLog.seconds(14_999)).isEqualTo("0.00001");
        assertThat(AccessLog.seconds(15_000)).isEqualTo("0.00002");
        assertThat(AccessLog.seconds(999_996_000)).isEqualTo("1.00000");
        assertThat(AccessLog.seconds(61_234_560_000L)).isEqualTo("61.23456");
    }
}
