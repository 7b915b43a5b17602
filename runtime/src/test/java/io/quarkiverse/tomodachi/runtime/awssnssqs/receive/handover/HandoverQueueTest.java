package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDeliveries;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.TestClock;

class HandoverQueueTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<SqsDelivery> lost = new ArrayList<>();

    private static List<SqsDelivery> deliveries(int count) {
        return IntStream.range(0, count).mapToObj(number -> SqsDeliveries.ofGroup("")).toList();
    }

    private static HandoverQueue handovers(int concurrency, int size, Duration window) {
        HandoverQueue handovers = new HandoverQueue(concurrency, new Batching(size, window));
        handovers.request(concurrency);
        return handovers;
    }

    @Test
    void single_messages_are_handed_on_up_to_the_demand_and_the_concurrency() {
        HandoverQueue handovers = new HandoverQueue(2, Batching.NONE);
        assertThat(handovers.room()).isZero();
        handovers.request(Long.MAX_VALUE);
        assertThat(handovers.room()).isEqualTo(2);
        handovers.addAll(deliveries(3));
        assertThat(handovers.room()).isNegative();
        List<SqsDelivery> first = handovers.take(StartOrder.NONE, lost);
        assertThat(first).hasSize(1);
        assertThat(handovers.take(StartOrder.NONE, lost)).hasSize(1);
        assertThat(handovers.take(StartOrder.NONE, lost)).isEmpty();
        handovers.ended(first.get(0));
        assertThat(handovers.take(StartOrder.NONE, lost)).hasSize(1);
        assertThat(handovers.isIdle()).isFalse();
    }

    @Test
    void batch_takes_one_place_until_all_of_its_messages_have_left_it() {
        HandoverQueue handovers = handovers(2, 5, Duration.ZERO);
        assertThat(handovers.room()).isEqualTo(10);
        handovers.addAll(deliveries(7));
        assertThat(handovers.room()).isEqualTo(3);
        List<SqsDelivery> full = handovers.take(StartOrder.NONE, lost);
        List<SqsDelivery> rest = handovers.take(StartOrder.NONE, lost);
        assertThat(full).hasSize(5);
        assertThat(rest).hasSize(2);
        assertThat(handovers.room()).isZero();
        handovers.request(2);
        handovers.ended(rest.get(0));
        assertThat(handovers.room()).isZero();
        handovers.ended(rest.get(1));
        assertThat(handovers.room()).isEqualTo(5);
    }

    @Test
    void batch_that_is_not_full_waits_for_its_window() {
        HandoverQueue handovers = handovers(1, 3, LONG);
        assertThat(handovers.nanosToWait(StartOrder.NONE)).isZero();
        handovers.addAll(deliveries(2));
        assertThat(handovers.take(StartOrder.NONE, lost)).isEmpty();
        assertThat(handovers.nanosToWait(StartOrder.NONE)).isBetween(1L, LONG.toNanos());
        assertThat(handovers.room()).as("for what it waits for").isEqualTo(1);
        handovers.add(SqsDeliveries.ofGroup(""));
        assertThat(handovers.take(StartOrder.NONE, lost)).hasSize(3);
        assertThat(handovers.nanosToWait(StartOrder.NONE)).isZero();
    }

    @Test
    void messages_of_a_group_are_in_one_batch_and_never_in_two_at_a_time() {
        SqsDelivery a1 = SqsDeliveries.ofGroup("a");
        SqsDelivery a2 = SqsDeliveries.ofGroup("a");
        SqsDelivery a3 = SqsDeliveries.ofGroup("a");
        SqsDelivery b1 = SqsDeliveries.ofGroup("b");
        SqsDelivery b2 = SqsDeliveries.ofGroup("b");
        GroupOrder order = new GroupOrder(true);
        HandoverQueue handovers = handovers(5, 2, LONG);
        handovers.addAll(order.received(List.of(a1, a2, b1, a3, b2)));
        assertThat(handovers.take(order, lost)).containsExactly(a1, a2);
        assertThat(handovers.take(order, lost)).containsExactly(b1, b2);
        assertThat(handovers.take(order, lost)).isEmpty();
        handovers.addAll(order.settled(a1, true).start());
        assertThat(handovers.removeAll()).isEmpty();
        handovers.addAll(order.settled(a2, true).start());
        assertThat(handovers.removeAll()).containsExactly(a3);
    }

    @Test
    void message_that_others_may_have_is_not_handed_on() {
        SqsDelivery gone = SqsDeliveries.ofGroup("");
        gone.lease().lose("too late");
        HandoverQueue handovers = handovers(1, 2, Duration.ZERO);
        handovers.add(gone);
        assertThat(handovers.take(StartOrder.NONE, lost)).isEmpty();
        assertThat(handovers.isIdle()).isTrue();
        assertThat(handovers.room()).isEqualTo(2);
        // nor is one of which nobody has noticed it yet
        TestClock clock = new TestClock(SqsDeliveries.NOW);
        handovers.add(SqsDeliveries.ofGroup("", clock));
        clock.now = SqsDeliveries.NOW.plusSeconds(30);
        assertThat(handovers.take(StartOrder.NONE, lost)).isEmpty();
        assertThat(handovers.isIdle()).isTrue();
        // it may still be prolonged, and is to come again then
        assertThat(lost).hasSize(2).contains(gone);
    }
}
