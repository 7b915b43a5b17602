package io.quarkiverse.tomodachi.runtime.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class QueueTopologyTest {

    @Test
    void retriesFromWhereMessagesAreMovedUntilTheQueueTakesThem() {
        assertThat(needsQuorumRetries(Map.of("x-expires", 1_000))).isFalse();
        assertThat(needsQuorumRetries(Map.of("x-max-length", 1))).isFalse();
        assertThat(needsQuorumRetries(Map.of("x-max-length", 1, "x-overflow", "drop-head"))).isFalse();
        assertThat(needsQuorumRetries(Map.of("x-max-length", 1, "x-overflow", "reject-publish"))).isTrue();
        assertThat(needsQuorumRetries(Map.of("x-max-length", 1, "x-overflow", "reject-publish-dlx"))).isTrue();
        assertThat(needsQuorumRetries(Map.of("x-queue-type", "quorum"))).isTrue();
    }

    private static boolean needsQuorumRetries(Map<String, Object> arguments) {
        return new QueueTopology("q", arguments, List.of(), null).needsQuorumRetries();
    }
}
