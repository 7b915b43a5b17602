package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.http.argument.ConvertedArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Defaults of parameters whose text is configured, and so known only when the application starts. */
final class Defaults {

    private Defaults() {
    }

    /** @throws IllegalArgumentException if a default does not fit its parameter */
    static void check(HandlerDescription handler) {
        for (ArgumentResolver<?> argument : handler.arguments()) {
            if (argument instanceof ConvertedArgument converted) {
                try {
                    converted.converter().checkDefault(converted.what());
                } catch (ConversionException e) {
                    throw new IllegalArgumentException(handler.id() + ": " + e.getMessage() + "; correct it", e);
                }
            }
        }
    }
}
