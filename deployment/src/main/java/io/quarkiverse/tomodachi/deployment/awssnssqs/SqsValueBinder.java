package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.Map;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.awssnssqs.SqsMessageArgument;
import io.quarkiverse.tomodachi.runtime.awssnssqs.SqsMessageArgument.Value;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Binds parameters to the values of the SQS message by their names. */
final class SqsValueBinder implements ArgumentBinder {

    private static final DotName OBJECT = DotName.createSimple(Object.class);
    private static final DotName STRING = DotName.createSimple(String.class);
    private static final DotName MAP = DotName.createSimple(Map.class);
    private static final Set<DotName> INTEGERS = Set.of(DotName.createSimple("int"), DotName.createSimple("long"),
            DotName.createSimple(Integer.class));

    @Override
    public ArgumentResolver<?> bind(HandlerParameter parameter) {
        for (Value value : Value.values()) {
            if (value.parameter().equals(parameter.name())) {
                check(value, parameter.type());
                return new SqsMessageArgument(value);
            }
        }
        return null;
    }

    private static void check(Value value, Type type) {
        switch (value) {
            case MESSAGE_ATTRIBUTES -> {
                boolean objects = type.kind() != Type.Kind.PARAMETERIZED_TYPE
                        || type.asParameterizedType().arguments().size() == 2
                                && type.asParameterizedType().arguments().get(0).name().equals(STRING)
                                && type.asParameterizedType().arguments().get(1).name().equals(OBJECT);
                require(type.name().equals(MAP) && objects, type, "Map<String, Object>");
            }
            case APPROXIMATE_RECEIVE_COUNT -> require(INTEGERS.contains(type.name()), type, "int");
            default -> require(type.name().equals(STRING), type, "String");
        }
    }

    private static void require(boolean fits, Type type, String wanted) {
        if (!fits) {
            throw new BindingException(
                    "of type " + type + ", but a parameter of this name takes a value of the message of type "
                            + wanted + "; change the type, or the name");
        }
    }
}
