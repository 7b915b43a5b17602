package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<SqsDelivery> lost = new ArrayList<>();

    private static List<SqsDelivery> deliveries(int count) {
        return IntStream.range(0, count).mapToObj(number -> SqsDeliveries.ofGroup("")).toList();
    }

    private static Outbox outbox(int concurrency, int size, Duration window) {
        Outbox outbox = new Outbox(concurrency, new Batching(size, window));
        outbox.request(concurrency);
        return outbox;
    }

    @Test
    void single_messages_are_handed_on_up_to_the_demand_and_the_concurrency() {
        Outbox outbox = new Outbox(2, Batching.NONE);
        assertThat(outbox.room()).isZero();
        outbox.request(Long.MAX_VALUE);
        assertThat(outbox.room()).isEqualTo(2);
        outbox.addAll(deliveries(3));
        assertThat(outbox.room()).isNegative();
        List<SqsDelivery> first = outbox.take(StartOrder.NONE, lost);
        assertThat(first).hasSize(1);
        assertThat(outbox.take(StartOrder.NONE, lost)).hasSize(1);
        assertThat(outbox.take(StartOrder.NONE, lost)).isEmpty();
        outbox.ended(first.get(0));
        assertThat(outbox.take(StartOrder.NONE, lost)).hasSize(1);
        assertThat(outbox.isIdle()).isFalse();
    }

    @Test
    void batch_takes_one_place_until_all_of_its_messages_have_left_it() {
        Outbox outbox = outbox(2, 5, Duration.ZERO);
        assertThat(outbox.room()).isEqualTo(10);
        outbox.addAll(deliveries(7));
        assertThat(outbox.room()).isEqualTo(3);
        List<SqsDelivery> full = outbox.take(StartOrder.NONE, lost);
        List<SqsDelivery> rest = outbox.take(StartOrder.NONE, lost);
        assertThat(full).hasSize(5);
        assertThat(rest).hasSize(2);
        assertThat(outbox.room()).isZero();
        outbox.request(2);
        outbox.ended(rest.get(0));
        assertThat(outbox.room()).isZero();
        outbox.ended(rest.get(1));
        assertThat(outbox.room()).isEqualTo(5);
    }

    @Test
    void batch_that_is_not_full_waits_for_its_window() {
        Outbox outbox = outbox(1, 3, LONG);
        assertThat(outbox.nanosToWait(StartOrder.NONE)).isZero();
        outbox.addAll(deliveries(2));
        assertThat(outbox.take(StartOrder.NONE, lost)).isEmpty();
        assertThat(outbox.nanosToWait(StartOrder.NONE)).isBetween(1L, LONG.toNanos());
        assertThat(outbox.room()).as("for what it waits for").isEqualTo(1);
        outbox.add(SqsDeliveries.ofGroup(""));
        assertThat(outbox.take(StartOrder.NONE, lost)).hasSize(3);
        assertThat(outbox.nanosToWait(StartOrder.NONE)).isZero();
    }

    @Test
    void messages_of_a_group_are_in_one_batch_and_never_in_two_at_a_time() {
        SqsDelivery a1 = SqsDeliveries.ofGroup("a");
        SqsDelivery a2 = SqsDeliveries.ofGroup("a");
        SqsDelivery a3 = SqsDeliveries.ofGroup("a");
        SqsDelivery b1 = SqsDeliveries.ofGroup("b");
        SqsDelivery b2 = SqsDeliveries.ofGroup("b");
        GroupOrder order = new GroupOrder(true);
        Outbox outbox = outbox(5, 2, LONG);
        outbox.addAll(order.received(List.of(a1, a2, b1, a3, b2)));
        assertThat(outbox.take(order, lost)).containsExactly(a1, a2);
        assertThat(outbox.take(order, lost)).containsExactly(b1, b2);
        assertThat(outbox.take(order, lost)).isEmpty();
        outbox.addAll(order.settled(a1, true).start());
        assertThat(outbox.removeAll()).isEmpty();
        outbox.addAll(order.settled(a2, true).start());
        assertThat(outbox.removeAll()).containsExactly(a3);
    }

    @Test
    void message_that_others_may_have_is_not_handed_on() {
        SqsDelivery gone = SqsDeliveries.ofGroup("");
        gone.lease().lose("too late");
        Outbox outbox = outbox(1, 2, Duration.ZERO);
        outbox.add(gone);
        assertThat(outbox.take(StartOrder.NONE, lost)).isEmpty();
        assertThat(outbox.isIdle()).isTrue();
        assertThat(outbox.room()).isEqualTo(2);
    }
}
