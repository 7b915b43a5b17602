package io.quarkiverse.tomodachi.deployment.argument;

import java.util.HashMap;
import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter.Shape;
import io.quarkiverse.tomodachi.runtime.conversion.TextTarget;

/** Finds how text becomes a value of a parameter's type. */
public final class TextConverters {

    /** What a parameter may be, for texts of problems. */
    public static final String SUPPORTED = "String, a number, boolean, char, UUID, URI, a type of java.time, an enum, a class"
            + " with a static valueOf(String) or fromString(String), or Optional of these";

    /** What a parameter with several values may be, for texts of problems. */
    public static final String SUPPORTED_MULTIPLE = SUPPORTED + ", or a List, Set or array of them";

    private static final DotName DEFAULT_VALUE = DotName.createSimple(DefaultValue.class);
    private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    private static final Map<DotName, Shape> COLLECTIONS = Map.of(
            DotName.createSimple("java.util.List"), Shape.LIST,
            DotName.createSimple("java.util.Collection"), Shape.LIST,
            DotName.createSimple("java.util.Set"), Shape.SET);

    private static final Map<DotName, TextTarget> TARGETS = new HashMap<>();

    static {
        TARGETS.put(DotName.createSimple(String.class), TextTarget.STRING);
        TARGETS.put(DotName.createSimple(CharSequence.class), TextTarget.STRING);
        TARGETS.put(DotName.createSimple("java.math.BigInteger"), TextTarget.BIG_INTEGER);
        TARGETS.put(DotName.createSimple("java.math.BigDecimal"), TextTarget.BIG_DECIMAL);
        TARGETS.put(DotName.createSimple("java.util.UUID"), TextTarget.UUID);
        TARGETS.put(DotName.createSimple("java.util.Locale"), TextTarget.LOCALE);
        TARGETS.put(DotName.createSimple("java.net.URI"), TextTarget.URI);
        both("boolean", Boolean.class, TextTarget.BOOLEAN);
        both("char", Character.class, TextTarget.CHARACTER);
        both("byte", Byte.class, TextTarget.BYTE);
        both("short", Short.class, TextTarget.SHORT);
        both("int", Integer.class, TextTarget.INTEGER);
        both("long", Long.class, TextTarget.LONG);
        both("float", Float.class, TextTarget.FLOAT);
        both("double", Double.class, TextTarget.DOUBLE);
        time("Instant", TextTarget.INSTANT);
        time("LocalDate", TextTarget.LOCAL_DATE);
        time("LocalTime", TextTarget.LOCAL_TIME);
        time("LocalDateTime", TextTarget.LOCAL_DATE_TIME);
        time("OffsetDateTime", TextTarget.OFFSET_DATE_TIME);
        time("OffsetTime", TextTarget.OFFSET_TIME);
        time("ZonedDateTime", TextTarget.ZONED_DATE_TIME);
        time("Year", TextTarget.YEAR);
        time("YearMonth", TextTarget.YEAR_MONTH);
        time("MonthDay", TextTarget.MONTH_DAY);
        time("Duration", TextTarget.DURATION);
        time("Period", TextTarget.PERIOD);
        time("ZoneId", TextTarget.ZONE_ID);
    }

    private TextConverters() {
    }

    private static void both(String primitive, Class<?> wrapper, TextTarget target) {
        TARGETS.put(DotName.createSimple(primitive), target);
        TARGETS.put(DotName.createSimple(wrapper), target);
    }

    private static void time(String name, TextTarget target) {
        TARGETS.put(DotName.createSimple("java.time." + name), target);
    }

    /** @return the converter of one text, or {@code null} if it cannot become that type */
    public static TextConverter of(Type type, IndexView index) {
        return single(type, index, null);
    }

    /**
     * @return the converter of one text for a parameter with its default, or {@code null} if text cannot become its type
     * @throws BindingException if the default does not fit
     */
    public static TextConverter of(HandlerParameter parameter) {
        return checked(single(parameter.type(), parameter.handler().index(), defaultOf(parameter)));
    }

    /**
     * @return the converter of any number of texts for a parameter with its default, or {@code null} if text cannot become its
     *         type
     * @throws BindingException if the default does not fit
     */
    public static TextConverter ofMultiple(HandlerParameter parameter) {
        Type type = parameter.type();
        IndexView index = parameter.handler().index();
        String defaultText = defaultOf(parameter);
        if (type.kind() == Type.Kind.ARRAY) {
            Type element = type.asArrayType().dimensions() == 1 ? type.asArrayType().constituent() : type;
            TextTarget target = target(element, index);
            return target == null ? null
                    : checked(new TextConverter(target, JsonTypes.load(type.name()), Shape.ARRAY, false, defaultText));
        }
        Shape shape = COLLECTIONS.get(type.name());
        if (shape == null || type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return checked(single(type, index, defaultText));
        }
        Type element = type.asParameterizedType().arguments().get(0);
        TextTarget target = target(element, index);
        return target == null ? null : checked(new TextConverter(target, classOf(target, element), shape, false, defaultText));
    }

    /** Whether the parameter has a value where the request has none. */
    public static boolean hasDefault(HandlerParameter parameter) {
        return parameter.type().name().equals(OPTIONAL) || parameter.annotation(DEFAULT_VALUE) != null;
    }

    private static String defaultOf(HandlerParameter parameter) {
        AnnotationInstance annotation = parameter.annotation(DEFAULT_VALUE);
        return annotation == null ? null : annotation.value().asString();
    }

    private static TextConverter checked(TextConverter converter) {
        boolean literal = converter != null && converter.target() != TextTarget.PARSED && converter.defaultText() != null
                && !ConfiguredText.isExpression(converter.defaultText());
        if (literal) {
            try {
                converter.checkDefault("the parameter");
            } catch (ConversionException e) {
                throw new BindingException("with the default '" + converter.defaultText() + "', which cannot be converted: "
                        + e.getMessage() + "; correct it");
            }
        }
        return converter;
    }

    private static TextConverter single(Type type, IndexView index, String defaultText) {
        boolean optional = type.kind() == Type.Kind.PARAMETERIZED_TYPE && type.name().equals(OPTIONAL);
        Type element = optional ? type.asParameterizedType().arguments().get(0) : type;
        TextTarget target = target(element, index);
        return target == null ? null
                : new TextConverter(target, classOf(target, element), optional ? Shape.OPTIONAL : Shape.SINGLE,
                        element.kind() == Type.Kind.PRIMITIVE, defaultText);
    }

    /** Recorded only where the conversion needs it. */
    private static Class<?> classOf(TextTarget target, Type type) {
        return target == TextTarget.ENUM || target == TextTarget.PARSED ? JsonTypes.load(type.name()) : null;
    }

    private static TextTarget target(Type type, IndexView index) {
        if (type.kind() == Type.Kind.ARRAY || type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            return null;
        }
        TextTarget target = TARGETS.get(type.name());
        if (target != null) {
            return target;
        }
        ClassInfo info = index.getClassByName(type.name());
        if (info == null) {
            return null;
        }
        if (info.isEnum()) {
            return TextTarget.ENUM;
        }
        // many a class of the JDK takes text that is no value of it, such as the name of a thread
        boolean ofJdk = type.name().toString().startsWith("java.");
        return ofJdk || TextParserMethod.of(info) == null ? null : TextTarget.PARSED;
    }
}
