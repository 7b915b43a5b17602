package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;

class PendingConfirmsTest {

    private final PendingConfirms pending = new PendingConfirms();

    @Test
    void takesOneOrAllBefore() {
        List<Publication> publications = add(1, 5);

        assertThat(pending.take(3, false)).containsExactly(publications.get(2));
        assertThat(pending.take(3, false)).isEmpty();
        assertThat(pending.take(4, true)).containsExactly(publications.get(0), publications.get(1), publications.get(3));
        assertThat(pending.get(5)).isSameAs(publications.get(4));
        assertThat(pending.takeAll().publications()).containsExactly(Map.entry(5L, publications.get(4)));
        assertThat(pending.takeAll().publications()).isEmpty();
    }

    @Test
    void grows() {
        List<Publication> publications = add(1, 300);
        assertThat(pending.take(300, false)).containsExactly(publications.get(299));
        publications.addAll(add(301, 1000));
        publications.remove(299);
        assertThat(pending.takeAll().publications().values()).containsExactlyElementsOf(publications);
    }

    @Test
    void forgetsWhatHasFailedByItsDeadline() {
        add(1, 10).forEach(publication -> publication.fail(Reason.UNCONFIRMED, "was not confirmed", null));
        List<Publication> later = add(11, 20);

        assertThat(pending.get(1)).isNull();
        assertThat(pending.take(20, true)).isEqualTo(later);
    }

    /** Their bodies may be large, and the first may have a timeout of hours. */
    @Test
    void forgetsWhatHasFailedBehindOneThatHasNot() {
        Publication first = add(1, 1).get(0);
        add(2, 10).forEach(publication -> publication.fail(Reason.UNCONFIRMED, "was not confirmed", null));
        List<Publication> later = add(11, 12);

        assertThat(pending.all(publication -> true)).containsExactly(first, later.get(0), later.get(1));
        assertThat(pending.get(2)).isNull();
        assertThat(pending.take(12, true)).containsExactly(first, later.get(0), later.get(1));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void takesNoMoreSpaceForOneThatIsNotConfirmedForLong() {
        List<Publication> stuck = new ArrayList<>(add(1, 2));
        for (int number = 3; number <= 100_000; number++) {
            Publication publication = add(number, number).get(0);
            if (number % 30_000 == 0) {
                stuck.add(publication);
            } else {
                assertThat(pending.take(number, false)).containsExactly(publication);
            }
        }

        assertThat(pending.places()).isLessThan(300);
        assertThat(pending.all(publication -> true)).isEqualTo(stuck);
        assertThat(pending.find(publication -> true)).isSameAs(stuck.get(0));
        assertThat(pending.get(2)).isSameAs(stuck.get(1));
        assertThat(pending.take(2, false)).containsExactly(stuck.get(1));
        assertThat(pending.take(2, false)).isEmpty();
        stuck.get(0).fail(Reason.UNCONFIRMED, "was not confirmed", null);
        assertThat(pending.all(publication -> true)).isEqualTo(stuck.subList(2, 5));
        assertThat(pending.take(60_000, true)).containsExactly(stuck.get(2), stuck.get(3));
        assertThat(pending.isEmpty()).isFalse();
        assertThat(pending.takeAll().publications().values()).containsExactly(stuck.get(4));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void ignoresNumbersThatNobodyWaitsFor() {
        add(1, 3);
        pending.takeAll();

        assertThat(pending.take(2, false)).isEmpty();
        assertThat(pending.take(Long.MAX_VALUE, true)).isEmpty();
        assertThat(pending.get(4)).isNull();
    }

    @Test
    void findsTheFirstThatMatches() {
        List<Publication> publications = add(1, 3);
        publications.get(0).fail(Reason.RETURNED, "could not be routed", null);

        assertThat(pending.find(publication -> !publication.isDone())).isSameAs(publications.get(1));
        assertThat(pending.find(publication -> false)).isNull();
    }

    private List<Publication> add(int from, int to) {
        List<Publication> added = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            PublishOutcome outcome = new PublishOutcome(OutcomePlace.HERE, null);
            outcome.uni().subscribe().with(nothing -> {
            }, failure -> {
            });
            Publication publication = new Publication(new Publication.Target("", "q", true, null),
                    new Publication.Content(null, false, new byte[0]), Duration.ofSeconds(1), outcome);
            pending.add(number, publication);
            added.add(publication);
        }
        return added;
    }
}
