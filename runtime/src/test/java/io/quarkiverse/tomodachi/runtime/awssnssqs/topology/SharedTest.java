package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class SharedTest {

    private final Shared<Optional<String>> shared = new Shared<>();

    @Test
    void value_is_made_once() {
        assertThat(shared.get("a", () -> Optional.of("one"))).contains("one");
        assertThat(shared.get("a", () -> Optional.of("two"))).contains("one");
        shared.forget("a");
        assertThat(shared.get("a", () -> Optional.of("two"))).contains("two");
    }

    @Test
    void only_values_that_fit_are_forgotten() {
        shared.get("a", Optional::empty);
        shared.forget("a", Optional::isEmpty);
        assertThat(shared.get("a", () -> Optional.of("made"))).contains("made");
        // another one that found nothing before
        shared.forget("a", Optional::isEmpty);
        assertThat(shared.get("a", () -> Optional.of("made twice"))).contains("made");
        shared.forget("never made", Optional::isEmpty);
    }

    @Test
    void value_that_is_being_made_is_not_forgotten() {
        assertThat(shared.get("a", () -> {
            shared.forget("a", Optional::isEmpty);
            return Optional.empty();
        })).isEmpty();
        assertThat(shared.get("a", () -> Optional.of("made twice"))).isEmpty();
    }

    @Test
    void failure_is_not_kept() {
        assertThatThrownBy(() -> shared.get("a", () -> {
            throw new IllegalStateException("first");
        })).hasMessage("first");
        assertThat(shared.get("a", () -> Optional.of("second"))).contains("second");
    }
}
