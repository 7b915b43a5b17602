package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDeliveries;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.StartOrder.Next;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.TestClock;

class GroupOrderTest {

    private final GroupOrder order = new GroupOrder(true);
    private final GroupOrder releasing = new GroupOrder(false);

    private final SqsDelivery a1 = SqsDeliveries.ofGroup("a");
    private final SqsDelivery a2 = SqsDeliveries.ofGroup("a");
    private final SqsDelivery a3 = SqsDeliveries.ofGroup("a");
    private final SqsDelivery b1 = SqsDeliveries.ofGroup("b");

    @Test
    void group_goes_one_by_one_beside_other_groups() {
        assertThat(order.received(List.of(a1, a2, b1, a3))).containsExactly(a1, b1);
        assertThat(order.settled(a1, true)).isEqualTo(new Next(List.of(a2), List.of()));
        assertThat(order.holds(b1)).isTrue();
        assertThat(order.settled(b1, true)).isEqualTo(Next.NOTHING);
        assertThat(order.holds(b1)).as("nothing of it is left").isFalse();
        assertThat(order.settled(a2, true)).isEqualTo(new Next(List.of(a3), List.of()));
        assertThat(order.holds(a2)).isTrue();
        assertThat(order.settled(a3, true)).isEqualTo(Next.NOTHING);
        assertThat(order.holds(a3)).isFalse();
        assertThat(order.received(List.of(a1))).containsExactly(a1);
    }

    @Test
    void failed_message_waits_with_those_behind_it_and_others_go_on() {
        order.received(List.of(a1, a2, b1, a3));
        assertThat(order.keeps(a1)).isTrue();
        assertThat(order.keeps(b1)).as("nobody waits behind it").isFalse();
        SqsDelivery again = a1.again(SqsDeliveries.NOW);
        order.postpone(again);
        assertThat(order.resume(a1.again(SqsDeliveries.NOW))).isFalse();
        assertThat(order.resume(again)).isTrue();
        assertThat(order.resume(again)).as("once").isFalse();
        assertThat(order.settled(again, true)).isEqualTo(new Next(List.of(a2), List.of()));
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void what_waits_for_its_next_attempt_is_counted() {
        order.received(List.of(a1, a2, b1));
        SqsDelivery again = a1.again(SqsDeliveries.NOW);
        order.postpone(again);
        assertThat(order.postponed()).isEqualTo(1);
        order.resume(again);
        order.resume(again);
        assertThat(order.postponed()).isZero();
        order.postpone(again.again(SqsDeliveries.NOW));
        order.removeWaiting();
        order.removeWaiting();
        assertThat(order.postponed()).isZero();
    }

    @Test
    void next_attempt_has_nobody_to_tell_from_the_one_before() {
        order.received(List.of(a1, a2));
        AtomicInteger told = new AtomicInteger();
        a1.lease().onLost(told::incrementAndGet);
        SqsDelivery again = a1.again(SqsDeliveries.NOW);
        again.lease().lose("test");
        assertThat(told).hasValue(0);
    }

    @Test
    void two_messages_of_a_group_are_not_kept_at_once() {
        order.received(List.of(a1, a2, a3));
        order.following(a1);
        order.postpone(a1.again(SqsDeliveries.NOW));
        assertThat(order.keeps(a2)).isFalse();
    }

    @Test
    void message_that_was_kept_is_kept_on_so_that_its_attempts_are_known() {
        order.received(List.of(a1, a2));
        SqsDelivery again = a1.again(SqsDeliveries.NOW);
        order.postpone(again);
        order.resume(again);
        order.removeWaiting();
        assertThat(order.keeps(again)).isTrue();
    }

    @Test
    void failure_sends_the_rest_of_its_group_back_where_nothing_is_kept() {
        releasing.received(List.of(a1, a2, b1, a3));
        assertThat(releasing.keeps(a1)).isFalse();
        assertThat(releasing.settled(a1, false)).isEqualTo(new Next(List.of(), List.of(a2, a3)));
        assertThat(releasing.received(List.of(a1))).containsExactly(a1);
    }

    @Test
    void message_that_others_may_have_goes_back_with_those_behind_it() {
        order.received(List.of(a1, a2, a3));
        a2.lease().lose("too late");
        assertThat(order.settled(a1, true)).isEqualTo(new Next(List.of(), List.of(a2, a3)));
    }

    /** SQS unlocks the group then, so that others get what is behind it. */
    @Test
    void nothing_follows_a_message_that_was_handled_for_longer_than_it_was_hidden() {
        TestClock clock = new TestClock(SqsDeliveries.NOW);
        SqsDelivery late = SqsDeliveries.ofGroup("a", clock);
        order.received(List.of(late, a2, b1, a3));
        clock.now = SqsDeliveries.NOW.plusSeconds(30);
        assertThat(order.settled(late, true)).isEqualTo(new Next(List.of(), List.of(a2, a3)));
        assertThat(order.received(List.of(a1))).as("the group begins anew").containsExactly(a1);
    }

    @Test
    void message_that_was_deleted_by_hand_may_be_handled_for_as_long_as_it_takes() {
        TestClock clock = new TestClock(SqsDeliveries.NOW);
        SqsDelivery late = SqsDeliveries.ofGroup("a", clock);
        order.received(List.of(late, a2));
        late.lease().end();
        clock.now = SqsDeliveries.NOW.plusSeconds(30);
        assertThat(order.settled(late, true)).isEqualTo(new Next(List.of(a2), List.of()));
    }

    @Test
    void waiting_messages_can_be_taken_out_those_that_wait_for_an_attempt_included() {
        order.received(List.of(a1, a2, b1, a3));
        assertThat(order.removeWaiting()).containsExactly(a2, a3);
        assertThat(order.settled(a1, true)).isEqualTo(Next.NOTHING);

        order.received(List.of(a1, a2));
        SqsDelivery again = a1.again(SqsDeliveries.NOW);
        order.postpone(again);
        assertThat(order.removeWaiting()).containsExactly(again, a2);
        assertThat(order.resume(again)).isFalse();
    }

    @Test
    void batch_has_what_follows_and_those_behind_a_failed_one_wait_for_it() {
        order.received(List.of(a1, a2, b1, a3));
        assertThat(order.behind(a1)).isEqualTo(2);
        assertThat(order.following(a1)).isSameAs(a2);
        assertThat(order.following(a1)).isSameAs(a3);
        assertThat(order.following(a1)).isNull();
        SqsDelivery a4 = SqsDeliveries.ofGroup("a");
        assertThat(order.received(List.of(a4))).isEmpty();

        assertThat(order.settled(a1, true)).isEqualTo(Next.NOTHING);
        assertThat(order.keeps(a2)).isTrue();
        SqsDelivery again = a2.again(SqsDeliveries.NOW);
        order.postpone(again);
        assertThat(order.resume(again)).as("before the others of the batch have their outcomes").isFalse();
        SqsDelivery third = a3.anew();
        assertThat(third.attempt()).isEqualTo(a3.attempt());
        assertThat(order.handedBack(third)).isEqualTo(new Next(List.of(again), List.of()));

        assertThat(order.following(again)).isSameAs(third);
        assertThat(order.settled(again, true)).isEqualTo(Next.NOTHING);
        assertThat(order.settled(third, true)).isEqualTo(new Next(List.of(a4), List.of()));
        assertThat(order.settled(a4, true)).isEqualTo(Next.NOTHING);
        assertThat(order.received(List.of(a1))).containsExactly(a1);
    }

    @Test
    void batch_goes_back_behind_a_message_that_cannot_wait_here() {
        releasing.received(List.of(a1, a2, a3));
        assertThat(releasing.following(a1)).isSameAs(a2);
        assertThat(releasing.keeps(a1)).isFalse();
        assertThat(releasing.settled(a1, false)).isEqualTo(new Next(List.of(), List.of(a3)));
        SqsDelivery second = a2.anew();
        assertThat(releasing.handedBack(second)).isEqualTo(new Next(List.of(), List.of(second)));
        assertThat(releasing.received(List.of(a1))).containsExactly(a1);
    }
}
