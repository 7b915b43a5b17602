package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldType;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;

/** A headers exchange's binding arguments: headers to be present, with their values. */
final class HeadersPattern implements RouteMatcher {

    private static final String MATCH = "x-match";
    private static final String RESERVED_PREFIX = "x-";

    private final Map<String, FieldValue> wanted = new LinkedHashMap<>();
    private final boolean any;

    HeadersPattern(FieldTable arguments) {
        FieldValue match = arguments.get(MATCH).orElseGet(() -> FieldValue.of("all"));
        if (!match.isText()) {
            throw Refusals.precondition("Invalid x-match field type " + match.type().label() + " (value " + match.value()
                    + "); expected longstr");
        }
        boolean withReserved = match.text().endsWith("-with-x");
        any = switch (match.text()) {
            case "any", "any-with-x" -> true;
            case "all", "all-with-x" -> false;
            default -> throw Refusals.precondition("Invalid x-match field value <<\"" + match.text()
                    + "\">>; expected all, any, all-with-x, or any-with-x");
        };
        arguments.fields().forEach((name, value) -> {
            if (!name.equals(MATCH) && (withReserved || !name.startsWith(RESERVED_PREFIX))) {
                wanted.put(name, value);
            }
        });
    }

    @Override
    public boolean matches(String routingKey, FieldTable headers) {
        return any ? wanted.entrySet().stream().anyMatch(entry -> hasHeader(headers, entry))
                : wanted.entrySet().stream().allMatch(entry -> hasHeader(headers, entry));
    }

    private static boolean hasHeader(FieldTable headers, Map.Entry<String, FieldValue> entry) {
        FieldValue present = headers.fields().get(entry.getKey());
        // A void value in the binding asks for the header only
        return present != null
                && (entry.getValue().type() == FieldType.VOID || same(entry.getValue().value(), present.value()));
    }

    /** Numbers are the same whatever their types. */
    private static boolean same(Object wanted, Object present) {
        if (wanted instanceof Number one && present instanceof Number other) {
            return one.equals(other) || one.doubleValue() == other.doubleValue();
        }
        return wanted.equals(present);
    }
}
