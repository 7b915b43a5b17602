package io.quarkiverse.tomodachi.deployment.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;

/** Finds routes that can never be reached because an earlier one has the same method and URL. */
final class DuplicateRoutes {

    private DuplicateRoutes() {
    }

    static List<Throwable> find(List<HandlerBuildItem> handlers) {
        List<Throwable> problems = new ArrayList<>();
        Map<String, HandlerBuildItem> seen = new LinkedHashMap<>();
        for (HandlerBuildItem handler : handlers) {
            HttpTrigger trigger = HttpTrigger.of(handler.getMethod());
            String url = trigger.isLiteral() ? trigger.pattern().toString() : trigger.url();
            for (String method : trigger.methods()) {
                HandlerBuildItem all = seen.get("* " + url);
                HandlerBuildItem earlier = all != null ? all : seen.putIfAbsent(method + " " + url, handler);
                if (earlier != null && earlier != handler) {
                    problems.add(new IllegalStateException(handler.getMethod().describe() + " answers " + method + " '"
                            + trigger.url() + "' like " + earlier.getMethod().id() + ", which is declared first; change the"
                            + " method or URL of one of them"));
                    break;
                }
            }
        }
        return problems;
    }

    /** Finds error handlers that are never called because their service has an earlier one for the same status. */
    static List<Throwable> findErrorHandlers(List<HandlerBuildItem> handlers) {
        List<Throwable> problems = new ArrayList<>();
        Map<String, HandlerBuildItem> seen = new LinkedHashMap<>();
        for (HandlerBuildItem handler : handlers) {
            int status = handler.getMethod().annotation().value().asInt();
            String failure = ExceptionParameters.failureOf(handler.getArguments()).getName();
            HandlerBuildItem earlier = seen.putIfAbsent(
                    handler.getMethod().service().getName() + " " + status + " " + failure, handler);
            if (earlier != null) {
                problems.add(new IllegalStateException(handler.getMethod().describe() + " is for status " + status + " like "
                        + earlier.getMethod().id() + ", which is declared first; remove one of them"));
            }
        }
        return problems;
    }
}
