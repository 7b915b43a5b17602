package io.quarkiverse.tomodachi.runtime.message.settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.MessageHandlerConfig.HandlerRetryConfig;
import io.quarkiverse.tomodachi.runtime.config.RetryConfig;

/**
 * What one place says of failures, {@code null} where it says nothing. In a form that can be recorded: delays are text, with
 * expressions where they come from annotations, and exceptions are names of classes.
 */
public record FailureSettings(OnFailure onFailure, Integer attempts, String initialDelay, String maxDelay, Double multiplier,
        Double jitter, List<String> rejectOn, Exhausted exhausted) {

    /** Says nothing. */
    public static final FailureSettings NONE = new FailureSettings(null, null, null, null, null, null, null, null);

    /** What annotations on a trigger say. */
    public static FailureSettings of(OnFailure onFailure) {
        return new FailureSettings(onFailure, null, null, null, null, null, null, null);
    }

    static FailureSettings of(RetryConfig config) {
        return new FailureSettings(config.onFailure(), config.attempts(), config.initialDelay().toString(),
                config.maxDelay().toString(), config.multiplier(), config.jitter(), config.rejectOn().orElse(List.of()),
                config.exhausted());
    }

    static FailureSettings of(HandlerRetryConfig config) {
        return new FailureSettings(config.onFailure().orElse(null), config.attempts().orElse(null),
                config.initialDelay().map(Duration::toString).orElse(null),
                config.maxDelay().map(Duration::toString).orElse(null), config.multiplier().orElse(null),
                config.jitter().orElse(null), config.rejectOn().orElse(null), config.exhausted().orElse(null));
    }

    /** These settings, and those of another place where they say nothing. */
    public FailureSettings or(FailureSettings other) {
        return new FailureSettings(first(onFailure, other.onFailure), first(attempts, other.attempts),
                first(initialDelay, other.initialDelay), first(maxDelay, other.maxDelay),
                first(multiplier, other.multiplier), first(jitter, other.jitter), first(rejectOn, other.rejectOn),
                first(exhausted, other.exhausted));
    }

    /** @throws IllegalArgumentException if an expression cannot be resolved */
    FailureSettings expanded() {
        UnaryOperator<String> expand = text -> text == null ? null : ConfiguredText.expand(text);
        return new FailureSettings(onFailure, attempts, expand.apply(initialDelay), expand.apply(maxDelay), multiplier, jitter,
                rejectOn, exhausted);
    }

    /** What these settings say that those of another place do not. */
    FailureSettings without(FailureSettings other) {
        return new FailureSettings(differing(onFailure, other.onFailure), differing(attempts, other.attempts),
                differing(initialDelay, other.initialDelay), differing(maxDelay, other.maxDelay),
                differing(multiplier, other.multiplier), differing(jitter, other.jitter),
                differing(rejectOn, other.rejectOn), differing(exhausted, other.exhausted));
    }

    private static <T> T first(T own, T other) {
        return own != null ? own : other;
    }

    private static <T> T differing(T own, T other) {
        return Objects.equals(own, other) ? null : own;
    }
}
