package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;

class TopologyChannelTest {

    private final RecordedChannel recorded = new RecordedChannel();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final TopologyChannel channel = new TopologyChannel(waiting::add);
    private final QueueTopology topology = new QueueTopology("q", Map.of(), List.of(), null);

    @Test
    void isOpenedOnce() throws Exception {
        channel.declare(recorded.connection(), topology);
        channel.declare(recorded.connection(), topology);

        assertThat(recorded.calls("createChannel", "queueDeclare", "close")).extracting(call -> call.split(" ")[0])
                .containsExactly("createChannel", "queueDeclare", "queueDeclare");
    }

    /** The broker leaves it open, and its answer may come when others are waited for. */
    @Test
    void isNotUsedAgainWhereTheBrokerGaveNoAnswer() {
        recorded.fail("queueDeclare", "no answer");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatIOException().isThrownBy(() -> channel.declare(recorded.connection(), topology));
        }
        assertThat(recorded.calls("createChannel")).hasSize(2);
        assertThat(recorded.calls("close")).as("while others wait").isEmpty();
        waiting.forEach(Runnable::run);
        assertThat(recorded.calls("close")).hasSize(2);
    }
}
