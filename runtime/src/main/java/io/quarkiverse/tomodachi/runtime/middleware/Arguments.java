package io.quarkiverse.tomodachi.runtime.middleware;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerDescription.Parameter;
import io.quarkiverse.tomodachi.spi.Invocation;

/** The values that one call has been given in place of those that its parameters are bound to. */
public final class Arguments {

    private static final Object UNSET = new Object();

    private final HandlerDescription handler;
    private Object[] values;

    Arguments(HandlerDescription handler) {
        this.handler = handler;
    }

    /** The value of a parameter: the given one, else the one that it is bound to. */
    public Object resolve(int index, ArgumentResolver<Invocation> binding, Invocation invocation) throws Exception {
        Object[] given = values;
        return given == null || given[index] == UNSET ? binding.resolve(invocation) : given[index];
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < handler.parameters().size(); i++) {
            if (handler.arguments().get(i).overridable()) {
                names.add(handler.parameters().get(i).name());
            }
        }
        return names;
    }

    void set(String name, Object value) {
        int index = indexOf(name);
        check(handler.parameters().get(index), value);
        Object[] changed = values == null ? unset() : values.clone();
        changed[index] = value;
        values = changed;
    }

    private Object[] unset() {
        Object[] all = new Object[handler.parameters().size()];
        Arrays.fill(all, UNSET);
        return all;
    }

    private int indexOf(String name) {
        for (int i = 0; i < handler.parameters().size(); i++) {
            if (handler.parameters().get(i).name().equals(name)) {
                if (!handler.arguments().get(i).overridable()) {
                    throw new IllegalArgumentException("Parameter '" + name + "' of " + handler
                            + " stands for the occurrence itself and cannot be given another value");
                }
                return i;
            }
        }
        throw new IllegalArgumentException("Handler " + handler + " has no parameter '" + name
                + "'; those that can be given a value are " + names());
    }

    private void check(Parameter parameter, Object value) {
        if (value == null) {
            if (parameter.type().isPrimitive()) {
                throw wrongType(parameter, "null");
            }
            return;
        }
        if (!MethodType.methodType(parameter.type()).wrap().returnType().isInstance(value)) {
            throw wrongType(parameter, "a " + value.getClass().getName());
        }
    }

    private IllegalArgumentException wrongType(Parameter parameter, String given) {
        return new IllegalArgumentException("Parameter '" + parameter.name() + "' of " + handler + " is of type "
                + parameter.type().getTypeName() + ", and cannot be given " + given);
    }
}
