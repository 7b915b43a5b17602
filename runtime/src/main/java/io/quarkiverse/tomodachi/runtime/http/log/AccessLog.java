package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.config.HttpServerConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.http.address.ClientAddresses;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Writes one line for each answered request. */
@Singleton
public class AccessLog {

    static final String CATEGORY = "io.quarkiverse.tomodachi.http.access";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final String ENTRY = AccessLog.class.getName();

    private final boolean enabled;
    private final boolean queries;
    private final boolean anyEnabled;
    private final ClientAddresses addresses;
    private final AccessLogFile file;

    AccessLog(TomodachiConfig config, ClientAddresses addresses) {
        HttpServerConfig server = config.httpServer();
        this.enabled = config.services().get(TomodachiConfig.ALL_SERVICES).http().accessLog();
        this.anyEnabled = enabled || config.services().values().stream().anyMatch(service -> service.http().accessLog());
        this.queries = server.accessLogQuery();
        this.addresses = addresses;
        this.file = server.accessLogFile().map(AccessLogFile::new).orElse(null);
    }

    /**
     * Writes the line when the request is answered. There is one line for a request, also where it goes on to another handler:
     * what is said last counts.
     *
     * @param service whose setting counts; {@code null} for a request that no service answers
     * @param unlogged statuses that are left out
     */
    public void onEnd(RoutingContext context, Service service, Set<Integer> unlogged) {
        boolean wanted = service == null ? enabled : service.config().http().accessLog();
        AccessLogEntry entry = anyEnabled ? context.get(ENTRY) : null;
        if (entry != null) {
            entry.follow(wanted, unlogged);
        } else if (wanted && (file != null || LOG.isLoggable(Level.INFO))) {
            entry = new AccessLogEntry(this, context, unlogged);
            context.put(ENTRY, entry);
            context.addEndHandler(entry);
        }
    }

    /** A handler begins; if the client leaves, what would have been its status is logged, too. */
    public void handling(RoutingContext context) {
        AccessLogEntry entry = anyEnabled ? context.get(ENTRY) : null;
        if (entry != null) {
            entry.handling();
        }
    }

    /** A handler ended. */
    public void handled(RoutingContext context, int status) {
        AccessLogEntry entry = anyEnabled ? context.get(ENTRY) : null;
        if (entry != null) {
            entry.handled(status);
        }
    }

    /** @return {@code null} if the client has none */
    public String remoteAddress(HttpServerRequest request) {
        return addresses.text(request);
    }

    /** @return {@code null} if there is none, or none is to be logged */
    public String query(HttpServerRequest request) {
        String query = queries ? request.query() : null;
        return query == null || query.isEmpty() ? null : query;
    }

    @PreDestroy
    void close() {
        if (file != null) {
            file.close();
        }
    }

    void write(AccessLogFields fields, RoutingContext context) {
        AccessLogRecord record = fields.record(context, this);
        if (file != null) {
            file.publish(record);
        }
        if (LOG.isLoggable(record.getLevel())) {
            LOG.logRaw(record);
        }
    }
}
