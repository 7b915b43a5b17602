package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Outcome;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Destination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Route;

class LanesTest {

    private final Threads threads = new Threads();
    private final Lanes<String> lanes = new Lanes<>();
    private final CompletableFuture<Route> found = new CompletableFuture<>();

    private Lane get(String name) {
        return lanes.get(name, key -> new Lane(new Place(found), threads, size -> {
        }));
    }

    private Publication publication() {
        Content content = new Content("m", Map.of(), 1, "g", "d", null, Instant.EPOCH, null);
        return new Publication(content, Duration.ofMinutes(1), System.nanoTime(), new Outcome("queue", threads.outcomes()));
    }

    @Test
    void there_is_one_for_each_name() {
        assertThat(get("a")).isSameAs(get("a")).isNotSameAs(get("b"));
    }

    @Test
    void those_that_have_nothing_to_send_are_given_up_where_there_are_many() {
        Lane busy = get("busy");
        Lane idle = get("idle");
        assertThat(busy.add(publication())).isTrue();
        IntStream.range(0, 10 * Lanes.MANY).forEach(number -> get("reply-" + number));
        assertThat(lanes.size()).isLessThanOrEqualTo(Lanes.MANY + 1);
        assertThat(get("busy")).as("which would overtake what is on its way").isSameAs(busy);
        assertThat(get("idle")).isNotSameAs(idle);
        assertThat(idle.isRetired()).isTrue();
        assertThat(idle.add(publication())).as("somebody had it in hand").isFalse();
    }

    /** A queue that is still looked up. */
    private record Place(CompletableFuture<Route> found) implements Destination {

        @Override
        public boolean isFifo() {
            return true;
        }

        @Override
        public CompletionStage<? extends Route> find() {
            return found;
        }

        @Override
        public void forget() {
            // nothing is kept
        }
    }
}
