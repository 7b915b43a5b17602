package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.config.LoggingConfig;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Tells what handlers listen on. */
final class StartSummary {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.handlers");

    private final TransportPhases transports;
    private final LoggingConfig config;

    StartSummary(TransportPhases transports, LoggingConfig config) {
        this.transports = transports;
        this.config = config;
    }

    void write() {
        if (!config.startSummary() || !LOG.isLoggable(Level.INFO)) {
            return;
        }
        List<HandlerInfo> handlers = transports.handlers();
        int limit = Math.max(0, config.startSummaryLimit());
        for (HandlerInfo handler : handlers.subList(0, Math.min(limit, handlers.size()))) {
            LogEvent.of(LOG, Level.INFO, "%s %s: %s", handler.transport(), handler.listensOn(), handler.handler())
                    .with("service", handler.service()).with("handler", handler.handler())
                    .with("transport", handler.transport()).with("listens_on", handler.listensOn()).write();
        }
        if (handlers.size() > limit) {
            LogEvent.of(LOG, Level.INFO, "%d further handlers are not listed, see"
                    + " quarkus.tomodachi.logging.start-summary-limit", handlers.size() - limit)
                    .with("handlers", handlers.size()).write();
        }
    }
}
