package io.quarkiverse.tomodachi.runtime.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionsTest {

    @Test
    void tellsOfALimitThatLeavesTooFewConnections() {
        assertThat(Connections.advice(14, 4, 4)).isEmpty();
        assertThat(Connections.advice(13, 4, 4).orElseThrow()).contains("is 13", "4 handlers", "Set it to 14 or more");
        assertThat(Connections.advice(60, 4, 50)).isEmpty();
        assertThat(Connections.advice(40, 4, 50).orElseThrow()).contains("at most 30 long polls", "would be 50",
                "Set it to 60");
    }
}
