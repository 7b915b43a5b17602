package io.quarkiverse.tomodachi.runtime.message.settings;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.MessageHandlerConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;

/**
 * The settings of a handler, with annotations and configuration put together.
 *
 * @param concurrency how many messages are handled at the same time, 1 or more
 * @param failure what becomes of messages that failed; nothing is {@code null}, and nothing has expressions
 * @param deduplicate how long handled messages are known, zero for not at all
 * @param remembered how many of them are known at most
 */
public record MessageSettings(int concurrency, FailureSettings failure, Duration deduplicate, int remembered) {

    /** @throws IllegalArgumentException if an expression cannot be resolved */
    public static MessageSettings of(DeclaredHandler declared, ServiceConfig config) {
        Optional<MessageHandlerConfig> own = Optional.ofNullable(config.handlers().get(declared.method()));
        FailureSettings failure = own.map(settings -> FailureSettings.of(settings.retry())).orElse(FailureSettings.NONE)
                .or(declared.failure().expanded()).or(FailureSettings.of(config.retry()));
        Duration window = own.flatMap(MessageHandlerConfig::deduplicate).orElseGet(() -> window(declared));
        return new MessageSettings(concurrency(declared, config), failure, window, config.deduplication().maxMessages());
    }

    private static Duration window(DeclaredHandler declared) {
        return declared.deduplicate() == null ? Duration.ZERO
                : FailureRules.duration(ConfiguredText.expand(declared.deduplicate()));
    }

    static int concurrency(DeclaredHandler declared, ServiceConfig config) {
        return Optional.ofNullable(config.handlers().get(declared.method())).flatMap(MessageHandlerConfig::concurrency)
                .orElse(declared.concurrency());
    }
}
