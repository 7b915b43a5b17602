package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final List<String> frames = new ArrayList<>();

    @Test
    void oneFrameTellsItForAllUpToOne() throws IOException {
        assertThat(write(2, 1, 3)).containsExactly("3+");
        assertThat(write(4)).containsExactly("4");
        assertThat(write()).isEmpty();
    }

    @Test
    void noneIsAcknowledgedForThoseBeforeItThatAreNotSettled() throws IOException {
        assertThat(write(2, 4, 3)).containsExactly("2", "3", "4");
        assertThat(write(6, 1)).containsExactly("1", "6");
        assertThat(write(5, 7)).containsExactly("7+");
    }

    @Test
    void whatWasSettledInAnotherWayHoldsUpNothing() throws IOException {
        acknowledgements.skip(2);
        assertThat(write(1, 3)).containsExactly("3+");
        acknowledgements.skip(4);
        assertThat(write(5)).containsExactly("5");
    }

    @Test
    void acknowledgesEachOnceAndNothingElseInAnyOrder() throws IOException {
        Random random = new Random(7);
        List<Long> order = LongStream.rangeClosed(1, 10_000).boxed().collect(Collectors.toList());
        for (int from = 0; from < order.size(); from += 50) {
            Collections.shuffle(order.subList(from, Math.min(order.size(), from + 100)), random);
        }
        TreeSet<Long> unsettled = new TreeSet<>(order);
        TreeSet<Long> asked = new TreeSet<>();
        for (int at = 0; at < order.size();) {
            for (int next = Math.min(order.size(), at + 1 + random.nextInt(40)); at < next; at++) {
                if (random.nextInt(10) == 0) {
                    acknowledgements.skip(order.get(at));
                    unsettled.remove(order.get(at));
                } else {
                    acknowledgements.add(order.get(at));
                    asked.add(order.get(at));
                }
            }
            acknowledgements.write((tag, multiple) -> {
                // a broker closes the channel if the tag itself is unknown
                assertThat(unsettled.contains(tag)).isTrue();
                List<Long> meant = multiple ? List.copyOf(unsettled.headSet(tag, true)) : List.of(tag);
                assertThat(asked.containsAll(meant)).isTrue();
                asked.removeAll(meant);
                unsettled.removeAll(meant);
            });
            assertThat(asked).isEmpty();
        }
        assertThat(unsettled).isEmpty();
    }

    @Test
    void messagesThatHaveNoOutcomeForLongCostNoSpaceForOthers() throws IOException {
        long last = 4L << 20;
        acknowledgements.skip(2);
        for (long tag = 4; tag <= last; tag++) {
            acknowledgements.add(tag);
            if (tag % 1000 == 0) {
                acknowledgements.write((written, multiple) -> assertThat(multiple).isFalse());
            }
        }
        acknowledgements.write((written, multiple) -> assertThat(multiple).isFalse());
        assertThat(acknowledgements.places()).isLessThan(2 << 20);

        assertThat(write(last + 1, last + 3)).containsExactly(last + 1 + "", last + 3 + "");
        assertThat(write(3)).containsExactly("3");
        assertThat(write(last + 4)).containsExactly(last + 4 + "");
        assertThat(write(1)).containsExactly("1");
        assertThat(write(last + 2, last + 5)).containsExactly(last + 5 + "+");
    }

    private List<String> write(long... tags) throws IOException {
        frames.clear();
        LongStream.of(tags).forEach(acknowledgements::add);
        assertThat(acknowledgements.write((tag, multiple) -> frames.add(tag + (multiple ? "+" : "")))).isEqualTo(tags.length);
        return frames;
    }
}
