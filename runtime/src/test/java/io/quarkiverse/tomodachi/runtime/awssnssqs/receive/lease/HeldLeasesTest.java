package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class HeldLeasesTest {

    private final HeldLeases held = new HeldLeases();

    private static List<Lease> leases(int count) {
        return IntStream.range(0, count).mapToObj(number -> new Lease(Clock.systemUTC(), "h" + number, Instant.EPOCH,
                Instant.MAX, new Origin("q", "m" + number))).toList();
    }

    @Test
    void leases_leave_in_any_order() {
        List<Lease> left = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            List<Lease> added = leases(10);
            held.addAll(added);
            left.addAll(added);
        }
        Collections.shuffle(left, new Random(7));
        while (!left.isEmpty()) {
            held.remove(left.remove(left.size() - 1));
            assertThat(held.size()).isEqualTo(left.size());
            assertThat(held.all()).containsExactlyInAnyOrderElementsOf(left);
        }
    }

    @Test
    void a_lease_leaves_once() {
        List<Lease> leases = leases(3);
        held.addAll(leases);
        held.remove(leases.get(1));
        held.remove(leases.get(1));
        assertThat(held.size()).isEqualTo(2);
        held.addAll(List.of(leases.get(1)));
        assertThat(held.all()).containsExactly(leases.get(1), leases.get(2), leases.get(0));
    }
}
