package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.Set;

import org.jboss.logging.Logger;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Writes one line for each answered request. */
public final class AccessLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http.access");

    private final boolean enabled;

    public AccessLog(boolean enabled) {
        this.enabled = enabled;
    }

    public void onEnd(RoutingContext context, Set<Integer> unlogged) {
        if (!enabled || !LOG.isInfoEnabled()) {
            return;
        }
        long start = System.nanoTime();
        context.addEndHandler(ended -> {
            int status = ended.succeeded() ? context.response().getStatusCode() : 499;
            if (unlogged.contains(status)) {
                return;
            }
            HttpServerRequest request = context.request();
            LOG.infof("%s %s %d %.5fs", request.method(), printable(request.path()), status,
                    (System.nanoTime() - start) / 1e9);
        });
    }

    private static String printable(String path) {
        StringBuilder text = new StringBuilder();
        path.chars().limit(2048).forEach(c -> text.append(c < ' ' || c == 127 ? '?' : (char) c));
        return text.toString();
    }
}
