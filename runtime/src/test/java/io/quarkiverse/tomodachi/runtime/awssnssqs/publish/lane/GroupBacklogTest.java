package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Outcome;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

class GroupBacklogTest {

    private final GroupBacklog backlog = new GroupBacklog();
    private final Publication a1 = publication("a");
    private final Publication a2 = publication("a");
    private final Publication a3 = publication("a");
    private final Publication b1 = publication("b");
    private final Publication b2 = publication("b");

    private static Publication publication(String group) {
        return new Publication(new Content("x", Map.of(), 1, group, "d", null, Instant.EPOCH, null), Duration.ofMinutes(1),
                System.nanoTime(), new Outcome("topic t", Runnable::run));
    }

    private void add(Publication... publications) {
        List.of(publications).forEach(backlog::add);
    }

    private List<Publication> pollAll() {
        List<Publication> polled = new ArrayList<>();
        while (backlog.peek() != null) {
            polled.add(backlog.poll());
        }
        return polled;
    }

    @Test
    void one_message_of_each_group_goes_at_a_time() {
        add(a1, a2, b1, a3, b2);
        assertThat(backlog.ready()).isEqualTo(2);
        assertThat(pollAll()).containsExactly(a1, b1);
        assertThat(backlog.ready()).isZero();
        backlog.done(b1);
        assertThat(pollAll()).containsExactly(b2);
        backlog.done(a1);
        assertThat(pollAll()).containsExactly(a2);
        backlog.done(b2);
        backlog.done(a2);
        assertThat(pollAll()).containsExactly(a3);
        backlog.done(a3);
        assertThat(backlog.ready()).isZero();
    }

    @Test
    void message_that_was_put_back_goes_before_those_behind_it() {
        add(a1, a2, b1);
        assertThat(pollAll()).containsExactly(a1, b1);
        add(a3);
        assertThat(backlog.peek()).as("its group is busy").isNull();
        backlog.putBack(a1);
        assertThat(pollAll()).containsExactly(a1);
        backlog.done(a1);
        assertThat(pollAll()).containsExactly(a2);
    }

    @Test
    void message_past_its_deadline_does_not_hold_up_its_group() {
        add(a1, a2, b1);
        expire(a1);
        assertThat(backlog.peek()).isSameAs(a2);
        assertThat(pollAll()).containsExactly(a2, b1);
    }

    @Test
    void messages_past_their_deadlines_are_dropped_also_behind_one_that_is_under_way() {
        add(a1, a2, b1);
        assertThat(backlog.poll()).isSameAs(a1);
        expire(a2);
        expire(b1);
        backlog.purge();
        assertThat(backlog.ready()).isZero();
        backlog.done(a1);
        assertThat(backlog.peek()).isNull();
        add(a3, b2);
        assertThat(pollAll()).containsExactly(a3, b2);
    }

    @Test
    void group_whose_waiting_messages_are_all_past_their_deadlines_begins_anew() {
        add(a1);
        expire(a1);
        assertThat(backlog.peek()).isNull();
        add(a2, a3);
        assertThat(pollAll()).containsExactly(a2);
        backlog.done(a2);
        assertThat(pollAll()).containsExactly(a3);
    }

    private static void expire(Publication publication) {
        publication.giveUp("in time");
        assertThat(publication.isDone()).isTrue();
        assertThat(publication.future()).isCompletedExceptionally();
    }
}
