package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;

/** Compares what is declared again with what is there. */
final class Equivalence {

    private final String resource;

    /**
     * @param resource what is compared, as it is named in errors
     */
    Equivalence(String resource) {
        this.resource = resource;
    }

    void check(String property, Object received, Object current) {
        if (!received.equals(current)) {
            throw fail(property, "received '" + received + "' but current is '" + current + "'");
        }
    }

    void checkArgument(String argument, FieldTable received, FieldTable current) {
        Optional<FieldValue> wanted = received.get(argument);
        Optional<FieldValue> present = current.get(argument);
        Object wantedValue = wanted.map(FieldValue::value).orElse(null);
        Object presentValue = present.map(FieldValue::value).orElse(null);
        if (Objects.equals(wantedValue, presentValue)) {
            return;
        }
        if (wantedValue != null && presentValue != null) {
            check(argument, wantedValue, presentValue);
        } else {
            throw fail(argument, "received " + describe(wanted) + " but current is " + describe(present));
        }
    }

    private static String describe(Optional<FieldValue> value) {
        return value.map(v -> "the value '" + v.value() + "' of type '" + v.type().label() + "'").orElse("none");
    }

    private RuntimeException fail(String name, String difference) {
        return Refusals.precondition("inequivalent arg '" + name + "' for " + resource + ": " + difference);
    }
}
