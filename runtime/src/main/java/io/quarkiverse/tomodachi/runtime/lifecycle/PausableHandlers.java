package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** The handlers of all transports that can be paused, each method once. */
final class PausableHandlers {

    private final List<Transport> transports;

    PausableHandlers(List<Transport> transports) {
        this.transports = transports;
    }

    List<PausableHandler> all() {
        Map<List<String>, List<PausableHandler>> triggers = new LinkedHashMap<>();
        transports.stream().sorted(Comparator.comparing(Transport::name))
                .flatMap(transport -> transport.pausableHandlers().stream())
                .forEach(trigger -> triggers
                        .computeIfAbsent(List.of(trigger.service(), trigger.handler()), id -> new ArrayList<>()).add(trigger));
        return triggers.values().stream().map(of -> of.size() == 1 ? of.get(0) : new Triggers(of)).toList();
    }

    List<PausableHandler> of(String service) {
        return all().stream().filter(handler -> handler.service().equals(service)).toList();
    }

    /** @param method its name, or the whole of what the handler is called, or the end of that after the class */
    PausableHandler get(String service, String method) {
        List<PausableHandler> handlers = of(service);
        List<PausableHandler> found = handlers.stream().filter(handler -> isNamed(handler.handler(), method)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("Service '" + service + "' has no method '" + method
                    + "' that receives messages"
                    + (handlers.isEmpty() ? "; it has none at all" : "; it has " + names(handlers)));
        }
        throw new IllegalArgumentException("Service '" + service + "' has several methods '" + method
                + "' that receive messages; name one with its parameters: " + names(found));
    }

    private static boolean isNamed(String handler, String method) {
        String known = handler.replace(" ", "");
        String asked = method.replace(" ", "");
        String signature = known.substring(known.indexOf('#') + 1);
        return known.equals(asked) || signature.equals(asked) || signature.startsWith(asked + "(");
    }

    private static String names(List<PausableHandler> handlers) {
        return handlers.stream().map(PausableHandler::handler).collect(Collectors.joining(", "));
    }

    /** A method with several triggers. */
    private record Triggers(List<PausableHandler> triggers) implements PausableHandler {

        @Override
        public String service() {
            return triggers.get(0).service();
        }

        @Override
        public String handler() {
            return triggers.get(0).handler();
        }

        @Override
        public boolean isPaused() {
            return triggers.stream().allMatch(PausableHandler::isPaused);
        }

        @Override
        public Uni<Void> pause() {
            return all(PausableHandler::pause);
        }

        @Override
        public Uni<Void> resume() {
            return all(PausableHandler::resume);
        }

        private Uni<Void> all(Function<PausableHandler, Uni<Void>> change) {
            return Phases.all(triggers.stream().map(change).toList());
        }
    }
}
