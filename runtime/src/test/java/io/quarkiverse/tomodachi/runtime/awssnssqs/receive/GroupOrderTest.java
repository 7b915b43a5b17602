package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.StartOrder.Next;

class GroupOrderTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    private final GroupOrder order = new GroupOrder(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30));

    private static SqsDelivery delivery(String group, Instant received) {
        return new SqsDelivery(null, "", new SqsMessage("", "", "", "", 1, "", "", null, "", group, null, Map.of()), received,
                null);
    }

    private final SqsDelivery a1 = delivery("a", NOW);
    private final SqsDelivery a2 = delivery("a", NOW);
    private final SqsDelivery a3 = delivery("a", NOW);
    private final SqsDelivery b1 = delivery("b", NOW);

    @Test
    void group_goes_one_by_one_beside_other_groups() {
        assertThat(order.received(List.of(a1, a2, b1, a3))).containsExactly(a1, b1);
        assertThat(order.settled(a1, true)).isEqualTo(new Next(List.of(a2), List.of()));
        assertThat(order.settled(b1, true)).isEqualTo(Next.NOTHING);
        assertThat(order.settled(a2, true)).isEqualTo(new Next(List.of(a3), List.of()));
        assertThat(order.settled(a3, true)).isEqualTo(Next.NOTHING);
        assertThat(order.received(List.of(a1))).containsExactly(a1);
    }

    @Test
    void failure_sends_the_rest_of_its_group_back() {
        order.received(List.of(a1, a2, b1, a3));
        assertThat(order.settled(a1, false)).isEqualTo(new Next(List.of(), List.of(a2, a3)));
        assertThat(order.received(List.of(a1))).containsExactly(a1);
    }

    @Test
    void message_that_waited_too_long_goes_back() {
        SqsDelivery old = delivery("a", NOW.minusSeconds(15));
        order.received(List.of(a1, old, a3));
        assertThat(order.settled(a1, true)).isEqualTo(new Next(List.of(), List.of(old, a3)));
    }

    @Test
    void waiting_messages_can_be_taken_out() {
        order.received(List.of(a1, a2, b1, a3));
        assertThat(order.removeWaiting()).containsExactly(a2, a3);
        assertThat(order.settled(a1, true)).isEqualTo(Next.NOTHING);
    }
}
