package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;

/** The attributes of a channel, expressions resolved, and what is wrong with those that were not known at build time. */
final class HandlerAttributes {

    private final Config config;
    private final String handler;

    HandlerAttributes(Config config, String handler) {
        this.config = config;
        this.handler = handler;
    }

    String text(String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }

    boolean flag(String name, boolean otherwise) {
        return config.getOptionalValue(name, Boolean.class).orElse(otherwise);
    }

    int number(String name, int otherwise) {
        return config.getOptionalValue(name, Integer.class).orElse(otherwise);
    }

    /** Those that the build wrote under a name, which are numbered from 0 on. */
    Map<String, Object> arguments(String name) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int number = 0;; number++) {
            String prefix = name + "." + number + ".";
            String argument = text(prefix + AmqpConnector.ARGUMENT_NAME);
            if (argument.isEmpty()) {
                return arguments;
            }
            checkName("name of argument", argument);
            try {
                String type = text(prefix + AmqpConnector.ARGUMENT_TYPE);
                arguments.put(argument, AmqpArguments.value(argument, text(prefix + AmqpConnector.ARGUMENT_VALUE),
                        type.isEmpty() ? "AUTO" : type));
            } catch (IllegalArgumentException e) {
                check(false, e.getMessage());
            }
        }
    }

    void checkName(String what, String name) {
        int bytes = AmqpNames.bytes(name);
        check(bytes <= AmqpNames.MAX_BYTES,
                "the " + what + " '" + name + "' of " + bytes + " bytes, allowed are " + AmqpNames.MAX_BYTES);
    }

    void check(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException("@Amqp handler " + handler + " has " + problem);
        }
    }
}
