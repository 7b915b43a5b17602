package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.Set;

import org.jboss.logging.Logger;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Writes one line for each answered request. */
public final class AccessLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http.access");
    private static final int LONGEST_PATH = 2048;

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
            LOG.info(request.method() + " " + printable(request.path()) + " " + status + " "
                    + seconds(System.nanoTime() - start) + "s");
        });
    }

    /** Five digits after a point, whatever the language of the machine. */
    static String seconds(long nanos) {
        long units = (nanos + 5_000) / 10_000;
        return units / 100_000 + "." + String.valueOf(100_000 + units % 100_000).substring(1);
    }

    private static String printable(String path) {
        int length = Math.min(path.length(), LONGEST_PATH);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            text.append(c < ' ' || c == 127 ? '?' : c);
        }
        return text.toString();
    }
}
