package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldType;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;

/** What the value of a queue argument must be like. Answers what is wrong with it, if anything is. */
@FunctionalInterface
interface ArgumentRule {

    /** The longest time that is accepted, in milliseconds: ten years. */
    long MAX_MILLIS = 315_360_000_000L;

    Optional<String> problem(FieldValue value);

    static ArgumentRule anything() {
        return value -> Optional.empty();
    }

    static ArgumentRule text() {
        return ofType(FieldType.LONG_STRING);
    }

    static ArgumentRule flag() {
        return ofType(FieldType.BOOLEAN);
    }

    static ArgumentRule count() {
        return number(Long.MAX_VALUE, "value_too_large");
    }

    static ArgumentRule millis() {
        return number(MAX_MILLIS, "value_too_large");
    }

    static ArgumentRule positiveMillis() {
        return value -> value.isInteger() && value.number() == 0 ? Optional.of("{value_zero,0}")
                : millis().problem(value);
    }

    static ArgumentRule priority() {
        return number(255, "max_value_exceeded");
    }

    static ArgumentRule oneOf(String problem, String... values) {
        return value -> text().problem(value)
                .or(() -> List.of(values).contains(value.text()) ? Optional.empty()
                        : Optional.of(problem.formatted(value.text())));
    }

    static ArgumentRule version() {
        return value -> integer(value).or(() -> value.number() == 1 || value.number() == 2 ? Optional.empty()
                : Optional.of("\"unsupported queue version '" + value.number() + "'\""));
    }

    private static ArgumentRule number(long max, String tooLarge) {
        return value -> integer(value).or(() -> {
            if (value.number() < 0) {
                return Optional.of("{value_negative," + value.number() + "}");
            }
            return value.number() > max ? Optional.of("{" + tooLarge + "," + value.number() + "}") : Optional.empty();
        });
    }

    private static Optional<String> integer(FieldValue value) {
        return value.isInteger() ? Optional.empty()
                : Optional.of("\"expected integer, got " + value.type().label() + "\"");
    }

    private static ArgumentRule ofType(FieldType type) {
        return value -> value.type() == type ? Optional.empty()
                : Optional.of("{unacceptable_type," + value.type().label() + "}");
    }
}
