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
}
