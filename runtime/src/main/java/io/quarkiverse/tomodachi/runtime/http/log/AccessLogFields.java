package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * What a line tells.
 *
 * @param replaced the status that the client did not wait for, 0 if there is none
 * @param nanos from the match of the route to the end of the response
 */
record AccessLogFields(int status, int replaced, long nanos) {

    /** What the message begins with, and so is not repeated. */
    private static final Set<String> IN_FRONT = Set.of("request_method", "request_path", "request_query_string", "status_code",
            "request_time");

    AccessLogRecord record(RoutingContext context, AccessLog log) {
        HttpServerRequest request = context.request();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status_code", status);
        if (replaced > 0) {
            fields.put("replaced_status_code", replaced);
        }
        put(fields, "remote_ip", log.remoteAddress(request));
        if (context.user() instanceof QuarkusHttpUser user && !user.getSecurityIdentity().isAnonymous()) {
            put(fields, "auth_user", user.getSecurityIdentity().getPrincipal().getName());
        }
        put(fields, "request_method", request.method().name());
        put(fields, "request_path", request.path());
        put(fields, "request_query_string", log.query(request));
        fields.put("http_version", version(request.version()));
        lengths(fields, context);
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        put(fields, "user_agent", agent == null ? "" : agent);
        fields.put("request_time", seconds(nanos));
        return new AccessLogRecord(message(fields), fields);
    }

    private void lengths(Map<String, Object> fields, RoutingContext context) {
        boolean bodiless = context.request().method() == HttpMethod.HEAD || status == 204 || status == 304;
        if (!bodiless) {
            fields.put("response_content_length", context.response().bytesWritten());
        }
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        long sent = announced != null && announced.matches("\\d{1,18}") ? Long.parseLong(announced)
                : context.request().bytesRead();
        if (sent > 0) {
            fields.put("request_content_length", sent);
        }
    }

    private static void put(Map<String, Object> fields, String name, String value) {
        if (value != null) {
            fields.put(name, LogText.clean(value));
        }
    }

    /** Vert.x has none for a version that it refuses with 501. */
    private static String version(HttpVersion version) {
        if (version == null) {
            return "unknown";
        }
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            default -> "HTTP/2.0";
        };
    }

    /** With five decimals. */
    static String seconds(long nanos) {
        long units = (Math.max(0, nanos) + 5_000) / 10_000;
        StringBuilder text = new StringBuilder().append(100_000 + units % 100_000);
        text.setCharAt(0, '.');
        return text.insert(0, units / 100_000).append('s').toString();
    }

    private static String message(Map<String, Object> fields) {
        StringBuilder line = new StringBuilder().append(fields.get("request_method")).append(' ')
                .append(fields.get("request_path"));
        if (fields.get("request_query_string") != null) {
            line.append('?').append(fields.get("request_query_string"));
        }
        line.append(' ').append(fields.get("status_code")).append(' ').append(fields.get("request_time"));
        fields.forEach((name, value) -> {
            if (!IN_FRONT.contains(name)) {
                line.append(' ').append(name).append('=').append(LogText.value(value.toString()));
            }
        });
        return line.toString();
    }
}
