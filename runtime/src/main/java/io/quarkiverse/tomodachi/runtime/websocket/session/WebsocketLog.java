package io.quarkiverse.tomodachi.runtime.websocket.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkiverse.tomodachi.runtime.http.log.LogText;
import io.quarkiverse.tomodachi.runtime.websocket.connection.CloseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Tells when a connection was opened and closed, in the text of the line and as fields for structured logs. */
public final class WebsocketLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.websocket");

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final long start = System.nanoTime();

    public WebsocketLog(HttpServerRequest request, WebsocketConnection connection, AccessLog accessLog) {
        put("remote_ip", accessLog.remoteAddress(request));
        put("auth_user", connection.principal().map(user -> user.getName()).orElse(null));
        put("request_path", request.path());
        put("request_query_string", accessLog.query(request));
        put("websocket_id", connection.id());
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        put("user_agent", agent == null ? "" : agent);
    }

    private void put(String field, String value) {
        if (value != null) {
            fields.put(field, LogText.clean(value));
        }
    }

    void open() {
        write(LOG, "open", fields);
    }

    void closed(CloseStatus status) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("websocket_close_code", String.valueOf(status.code()));
        all.put("total_request_time", String.format(Locale.ROOT, "%.5fs", (System.nanoTime() - start) / 1e9));
        write(LOG, "closed", all);
    }

    /** The log stays usable for others that have their own fields of these names. */
    private static void write(Logger log, String state, Map<String, String> fields) {
        if (!log.isInfoEnabled()) {
            return;
        }
        StringBuilder line = new StringBuilder("Websocket ").append(state);
        fields.forEach((name, value) -> line.append(' ').append(name).append('=').append(LogText.value(value)));
        fields.forEach(MDC::put);
        MDC.put("websocket_state", state);
        try {
            log.info(line);
        } finally {
            fields.keySet().forEach(MDC::remove);
            MDC.remove("websocket_state");
        }
    }
}
