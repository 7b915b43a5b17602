package io.quarkiverse.tomodachi.deployment;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Gives each handler a name of its own that depends on as few other handlers as possible. */
final class HandlerNames {

    private final Set<String> used = new HashSet<>();

    String next(String transport, TriggerMethod method) {
        return next(transport, method.service().getName(), method.method().name());
    }

    String next(String transport, String service, String method) {
        String name = (transport + "-" + service + "-" + method).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
        String unique = name;
        for (int number = 2; !used.add(unique); number++) {
            unique = name + "-" + number;
        }
        return unique;
    }
}
