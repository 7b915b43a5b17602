package io.quarkiverse.tomodachi.deployment.argument;

import java.util.HashMap;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter.Target;

/** Finds how text becomes a value of a parameter's type. */
public final class TextConverters {

    /** What a parameter may be, for texts of problems. */
    public static final String SUPPORTED = "String, a number, boolean, char, UUID, an enum, or Optional of these";

    private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");

    private static final Map<DotName, Target> TARGETS = new HashMap<>();

    static {
        TARGETS.put(DotName.createSimple(String.class), Target.STRING);
        TARGETS.put(DotName.createSimple(CharSequence.class), Target.STRING);
        TARGETS.put(DotName.createSimple("java.math.BigInteger"), Target.BIG_INTEGER);
        TARGETS.put(DotName.createSimple("java.math.BigDecimal"), Target.BIG_DECIMAL);
        TARGETS.put(DotName.createSimple("java.util.UUID"), Target.UUID);
        both("boolean", Boolean.class, Target.BOOLEAN);
        both("char", Character.class, Target.CHARACTER);
        both("byte", Byte.class, Target.BYTE);
        both("short", Short.class, Target.SHORT);
        both("int", Integer.class, Target.INTEGER);
        both("long", Long.class, Target.LONG);
        both("float", Float.class, Target.FLOAT);
        both("double", Double.class, Target.DOUBLE);
    }

    private TextConverters() {
    }

    private static void both(String primitive, Class<?> wrapper, Target target) {
        TARGETS.put(DotName.createSimple(primitive), target);
        TARGETS.put(DotName.createSimple(wrapper), target);
    }

    /** @return the converter, or {@code null} if text cannot become that type */
    public static TextConverter of(Type type, IndexView index) {
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE && type.name().equals(OPTIONAL)) {
            return create(type.asParameterizedType().arguments().get(0), true, index);
        }
        return create(type, false, index);
    }

    private static TextConverter create(Type type, boolean optional, IndexView index) {
        Target target = TARGETS.get(type.name());
        if (target != null && type.kind() != Type.Kind.ARRAY) {
            return new TextConverter(target, null, optional, type.kind() == Type.Kind.PRIMITIVE);
        }
        ClassInfo info = index.getClassByName(type.name());
        if (info != null && info.isEnum()) {
            return new TextConverter(Target.ENUM, JsonTypes.load(type.name()), optional, false);
        }
        return null;
    }
}
