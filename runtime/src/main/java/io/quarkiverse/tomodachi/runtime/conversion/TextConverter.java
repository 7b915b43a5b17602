package io.quarkiverse.tomodachi.runtime.conversion;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;

/**
 * Makes the value of a parameter from text.
 *
 * @param target what each text is converted to
 * @param type the class of a value, or of the whole array
 * @param shape how values become the argument
 * @param required whether there must be a text, as for primitive types
 * @param defaultText what is converted where there is no text, may have expressions; {@code null} for none
 */
public record TextConverter(TextTarget target, Class<?> type, Shape shape, boolean required, String defaultText) {

    /** How values become an argument. */
    public enum Shape {
        SINGLE,
        OPTIONAL,
        LIST,
        SET,
        ARRAY;

        /** Whether the argument holds all values rather than the first. */
        public boolean isMultiple() {
            return this == LIST || this == SET || this == ARRAY;
        }
    }

    /**
     * @param text the text, {@code null} if there is none
     * @param what what the text is, for the message of the exception, such as {@code path parameter 'id'}
     */
    public Object convert(String text, String what) throws ConversionException {
        if (shape.isMultiple()) {
            return convertAll(text == null ? List.of() : List.of(text), what);
        }
        String given = text == null && defaultText != null ? ConfiguredText.expand(defaultText) : text;
        if (given == null) {
            if (required) {
                throw new ConversionException("The " + what + " is missing", null);
            }
            return shape == Shape.OPTIONAL ? Optional.empty() : null;
        }
        Object value = parse(given, type, what);
        return shape == Shape.OPTIONAL ? Optional.of(value) : value;
    }

    /**
     * For shapes of several values.
     *
     * @param texts the texts, empty if there are none
     * @param what what the texts are, for the message of the exception
     */
    public Object convertAll(List<String> texts, String what) throws ConversionException {
        List<String> given = texts.isEmpty() && defaultText != null ? List.of(ConfiguredText.expand(defaultText)) : texts;
        Class<?> element = shape == Shape.ARRAY ? type.getComponentType() : type;
        List<Object> values = new ArrayList<>(given.size());
        for (String text : given) {
            values.add(parse(text, element, what));
        }
        return switch (shape) {
            case ARRAY -> array(values, element);
            case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(values));
            default -> Collections.unmodifiableList(values);
        };
    }

    /** @throws ConversionException if the default does not fit the type, or refers to what is not configured */
    public void checkDefault(String what) throws ConversionException {
        if (defaultText != null) {
            convert(null, "default of " + what);
        }
    }

    private Object parse(String text, Class<?> element, String what) throws ConversionException {
        try {
            return target.parse(text, element);
        } catch (RuntimeException e) {
            throw new ConversionException("The " + what + " is not " + target.expectation(), e);
        }
    }

    private static Object array(List<Object> values, Class<?> element) {
        Object array = Array.newInstance(element, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }
}
