package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Room.Entry;

class RoomTest {

    private static List<Boolean> admitted(Entry... entries) {
        return Stream.of(entries).map(entry -> entry.admitted().isDone()).toList();
    }

    private static Publication message(int bytes) {
        return new Publication(new Content("x", Map.of(), bytes, null, null, null, null, null), Duration.ofMinutes(1),
                System.nanoTime(), new Outcome("queue q", Runnable::run));
    }

    @Test
    void messages_beyond_the_number_wait_in_their_order() {
        Room room = new Room(2, 1_000);
        Entry first = room.enter();
        Entry second = room.enter();
        Entry third = room.enter();
        Entry fourth = room.enter();
        assertThat(admitted(first, second, third, fourth)).containsExactly(true, true, false, false);
        first.fill(message(1));
        second.fill(message(1));
        second.leave();
        assertThat(admitted(third, fourth)).containsExactly(true, false);
        first.leave();
        assertThat(admitted(fourth)).containsExactly(true);
    }

    @Test
    void bytes_are_counted_until_the_last_one_has_exceeded_them() {
        Room room = new Room(100, 10);
        Entry first = room.enter();
        first.fill(message(9));
        Entry second = room.enter();
        assertThat(admitted(second)).containsExactly(true);
        second.fill(message(500));
        Entry third = room.enter();
        assertThat(admitted(third)).containsExactly(false);
        second.leave();
        assertThat(admitted(third)).containsExactly(true);
    }

    @Test
    void none_overtakes_one_that_has_waited_and_is_being_written() {
        Room room = new Room(2, 1_000);
        Entry first = room.enter();
        Entry second = room.enter();
        Entry waited = room.enter();
        first.fill(message(1));
        second.fill(message(1));
        first.leave();
        second.leave();
        assertThat(admitted(waited)).containsExactly(true);
        Entry late = room.enter();
        assertThat(admitted(late)).as("there is room, but the one before it is not written yet").containsExactly(false);
        waited.fill(message(1));
        assertThat(admitted(late)).containsExactly(true);
    }

    @Test
    void room_of_one_that_has_given_up_goes_to_the_next() {
        Room room = new Room(1, 1_000);
        Entry first = room.enter();
        Entry givenUp = room.enter();
        Entry next = room.enter();
        givenUp.admitted().cancel(false);
        first.fill(message(1));
        first.leave();
        assertThat(admitted(next)).containsExactly(true);
        next.fill(message(1));
        next.leave();
        assertThat(admitted(room.enter())).as("nothing is left behind").containsExactly(true);
    }

    @Test
    void knows_what_is_in_it_whoever_leaves_first() {
        Room room = new Room(100, 1_000);
        List<Publication> messages = Stream.generate(() -> message(1)).limit(5).toList();
        List<Entry> entries = messages.stream().map(message -> {
            Entry entry = room.enter();
            entry.fill(message);
            return entry;
        }).toList();
        assertThat(room.publications()).isEqualTo(messages);
        assertThat(room.isFilled()).isTrue();
        entries.get(2).leave();
        assertThat(room.publications()).containsExactly(messages.get(0), messages.get(1), messages.get(3), messages.get(4));
        entries.get(4).leave();
        assertThat(room.publications()).containsExactly(messages.get(0), messages.get(1), messages.get(3));
        entries.get(0).leave();
        assertThat(room.publications()).containsExactly(messages.get(1), messages.get(3));
        entries.get(1).leave();
        entries.get(3).leave();
        assertThat(room.publications()).isEmpty();
        assertThat(room.isFilled()).isFalse();
        Entry late = room.enter();
        late.fill(messages.get(0));
        assertThat(room.publications()).containsExactly(messages.get(0));
    }

    @Test
    void what_could_not_be_written_gives_its_room_to_the_next() {
        Room room = new Room(1, 1_000);
        Entry failed = room.enter();
        Entry waited = room.enter();
        failed.giveBack();
        assertThat(admitted(waited)).containsExactly(true);
        Entry next = room.enter();
        waited.giveBack();
        assertThat(admitted(next)).containsExactly(true);
    }
}
