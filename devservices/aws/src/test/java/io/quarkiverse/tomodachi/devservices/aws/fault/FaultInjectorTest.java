package io.quarkiverse.tomodachi.devservices.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class FaultInjectorTest {

    private Instant now = Instant.EPOCH;
    private final FaultInjector injector = new FaultInjector(() -> now);

    private Fate fate() {
        return injector.treat("sqs.SendMessage", "q").fate();
    }

    @Test
    void faultsBeginAndEndByThemselves() {
        injector.set(List.of(Faults.none().throttle(1).startingAfter(Duration.ofSeconds(10)).lasting(Duration.ofSeconds(5))));
        assertThat(fate()).isEqualTo(Fate.RUN);
        now = now.plusSeconds(10);
        assertThat(fate()).isEqualTo(Fate.THROTTLE);
        now = now.plusMillis(4_999);
        assertThat(fate()).isEqualTo(Fate.THROTTLE);
        now = now.plusMillis(1);
        assertThat(fate()).isEqualTo(Fate.RUN);
    }

    @Test
    void theSameSeedGivesTheSameFaultsInTheirShares() {
        Faults faults = Faults.none().throttle(0.2).fail(0.2).dropConnections(0.2).loseAnswers(0.2).seed(7);
        injector.set(List.of(faults));
        List<Fate> first = IntStream.range(0, 1000).mapToObj(i -> fate()).toList();
        injector.set(List.of(faults));
        assertThat(IntStream.range(0, 1000).mapToObj(i -> fate()).toList()).isEqualTo(first);
        for (Fate fate : List.of(Fate.RUN, Fate.THROTTLE, Fate.FAIL, Fate.DROP, Fate.LOSE_ANSWER)) {
            assertThat(first.stream().filter(fate::equals).count()).as(fate.name()).isBetween(150L, 250L);
        }
    }

    @Test
    void onlyTheCallsConcernedAreCountedAndMet() {
        injector.set(List.of(Faults.none().fail(1).onlyFor("orders").firstCalls(1),
                Faults.none().delay(Duration.ofMillis(5)).onlyOn("sqs.SendMessage"),
                Faults.none().delay(Duration.ofMillis(7))));
        assertThat(injector.treat("sqs.SendMessage", "other").fate()).isEqualTo(Fate.RUN);
        assertThat(injector.treat("sqs.ListQueues", null).fate()).isEqualTo(Fate.RUN);
        assertThat(injector.treat("sqs.SendMessage", "orders")).satisfies(treatment -> {
            assertThat(treatment.fate()).isEqualTo(Fate.FAIL);
            assertThat(treatment.delayMillis()).isEqualTo(12);
        });
        assertThat(injector.treat("sqs.SendMessage", "orders").fate()).isEqualTo(Fate.RUN);
        assertThat(injector.treat("sqs.ListQueues", "orders").delayMillis()).isEqualTo(7);
    }
}
