package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Room.Entry;

class RoomTest {

    private static List<Boolean> admitted(Entry... entries) {
        return Stream.of(entries).map(entry -> entry.admitted().isDone()).toList();
    }

    @Test
    void messages_beyond_the_number_wait_in_their_order() {
        Room room = new Room(2, 1_000);
        Entry first = room.enter();
        Entry second = room.enter();
        Entry third = room.enter();
        Entry fourth = room.enter();
        assertThat(admitted(first, second, third, fourth)).containsExactly(true, true, false, false);
        first.fill(1);
        second.fill(1);
        second.leave();
        assertThat(admitted(third, fourth)).containsExactly(true, false);
        first.leave();
        assertThat(admitted(fourth)).containsExactly(true);
    }

    @Test
    void bytes_are_counted_until_the_last_one_has_exceeded_them() {
        Room room = new Room(100, 10);
        Entry first = room.enter();
        first.fill(9);
        Entry second = room.enter();
        assertThat(admitted(second)).containsExactly(true);
        second.fill(500);
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
        first.fill(1);
        second.fill(1);
        first.leave();
        second.leave();
        assertThat(admitted(waited)).containsExactly(true);
        Entry late = room.enter();
        assertThat(admitted(late)).as("there is room, but the one before it is not written yet").containsExactly(false);
        waited.fill(1);
        assertThat(admitted(late)).containsExactly(true);
    }

    @Test
    void room_of_one_that_has_given_up_goes_to_the_next() {
        Room room = new Room(1, 1_000);
        Entry first = room.enter();
        Entry givenUp = room.enter();
        Entry next = room.enter();
        givenUp.admitted().cancel(false);
        first.fill(1);
        first.leave();
        assertThat(admitted(next)).containsExactly(true);
        next.fill(1);
        next.leave();
        assertThat(admitted(room.enter())).as("nothing is left behind").containsExactly(true);
    }
}
