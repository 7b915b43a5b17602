package io.quarkiverse.tomodachi.runtime.json;

import java.util.List;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;

/**
 * The type of a parameter in a form that can be recorded.
 *
 * @param raw the class
 * @param arguments its type arguments, empty for none
 */
public record JsonType(Class<?> raw, List<JsonType> arguments) {

    public JavaType javaType() {
        TypeFactory types = TypeFactory.defaultInstance();
        if (arguments.isEmpty()) {
            return types.constructType(raw);
        }
        return types.constructParametricType(raw, arguments.stream().map(JsonType::javaType).toArray(JavaType[]::new));
    }
}
