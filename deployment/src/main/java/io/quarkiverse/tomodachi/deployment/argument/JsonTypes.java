package io.quarkiverse.tomodachi.deployment.argument;

import java.util.List;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.runtime.json.JsonType;

/** Makes the recordable form of a parameter's type. Classes are loaded but not initialised. */
public final class JsonTypes {

    private JsonTypes() {
    }

    public static JsonType of(Type type) {
        return switch (type.kind()) {
            case CLASS, PRIMITIVE, ARRAY -> new JsonType(load(type.name()), List.of());
            case PARAMETERIZED_TYPE -> new JsonType(load(type.name()),
                    type.asParameterizedType().arguments().stream().map(JsonTypes::of).toList());
            case WILDCARD_TYPE -> of(type.asWildcardType().extendsBound());
            default -> throw new BindingException("of type " + type + ", which is not a concrete type; use a class");
        };
    }

    static Class<?> load(DotName name) {
        return switch (name.toString()) {
            case "boolean" -> boolean.class;
            case "char" -> char.class;
            case "byte" -> byte.class;
            case "short" -> short.class;
            case "int" -> int.class;
            case "long" -> long.class;
            case "float" -> float.class;
            case "double" -> double.class;
            default -> loadReference(name.toString());
        };
    }

    private static Class<?> loadReference(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new BindingException("of type " + name + ", which is not on the class path; add the dependency");
        }
    }
}
