package io.quarkiverse.tomodachi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class BatchResultTest {

    private final IllegalStateException first = new IllegalStateException("first");
    private final IllegalStateException second = new IllegalStateException("second");

    @Test
    void what_is_not_named_has_succeeded() {
        assertThat(BatchResult.succeeded().failures()).isEmpty();
        BatchResult one = BatchResult.failed(3, first);
        assertThat(one.failures()).isEqualTo(Map.of(3, first));
        assertThat(one.andFailed(1, second).failures()).containsExactly(Map.entry(1, second), Map.entry(3, first));
        assertThat(one.failures()).as("not changed").hasSize(1);
        assertThat(one.andFailed(3, second).failures()).isEqualTo(Map.of(3, second));
        assertThat(BatchResult.failed(Map.of(0, first, 2, second)).failures()).containsOnlyKeys(0, 2);
    }

    @Test
    void places_and_reasons_have_to_be_some() {
        assertThatThrownBy(() -> BatchResult.failed(-1, first)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The index of a message is -1; the first one has 0");
        assertThatThrownBy(() -> BatchResult.failed(0, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void each_message_fails_alone() {
        assertThat(BatchResult.ofEach(List.of("a", "b", "c"), message -> {
            if (!message.equals("b")) {
                throw message.equals("a") ? first : new Exception("checked");
            }
        }).failures()).containsOnlyKeys(0, 2).containsEntry(0, first);
        assertThat(BatchResult.ofEach(List.of(), message -> {
            throw first;
        }).failures()).isEmpty();
    }

    @Test
    void interruption_is_passed_on() {
        BatchResult result = BatchResult.ofEach(List.of("a"), message -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.failures()).containsOnlyKeys(0);
    }

    @Test
    void each_uni_fails_alone() {
        assertThat(BatchResult.ofEachUni(List.of("a", "b", "c"), message -> {
            if (message.equals("a")) {
                throw first;
            }
            return message.equals("c") ? Uni.createFrom().failure(second) : Uni.createFrom().voidItem();
        }).await().indefinitely().failures()).isEqualTo(Map.of(0, first, 2, second));
        assertThat(BatchResult.ofEachUni(List.of(), message -> Uni.createFrom().voidItem()).await().indefinitely().failures())
                .isEmpty();
    }
}
