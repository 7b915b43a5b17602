package io.quarkiverse.tomodachi.runtime.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class QueueTopologyTest {

    @Test
    void retriesFromWhereMessagesAreMovedUntilTheQueueTakesThem() {
        assertThat(wantsQuorumRetries(Map.of("x-expires", 1_000))).isFalse();
        assertThat(wantsQuorumRetries(Map.of("x-max-length", 1))).isFalse();
        assertThat(wantsQuorumRetries(Map.of("x-max-length", 1, "x-overflow", "drop-head"))).isFalse();
        assertThat(wantsQuorumRetries(Map.of("x-max-length", 1, "x-overflow", "reject-publish"))).isTrue();
        assertThat(wantsQuorumRetries(Map.of("x-max-length", 1, "x-overflow", "reject-publish-dlx"))).isTrue();
        assertThat(wantsQuorumRetries(Map.of("x-queue-type", "quorum"))).isTrue();
    }

    private static boolean wantsQuorumRetries(Map<String, Object> arguments) {
        return new QueueTopology("q", arguments, List.of(), null).wantsQuorumRetries();
    }
}
