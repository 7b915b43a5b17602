package io.quarkiverse.tomodachi.runtime.http.server;

import java.time.Duration;
import java.util.Optional;

import io.netty.util.AsciiString;
import io.quarkiverse.tomodachi.runtime.config.HttpServerConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;

/**
 * The settings of the server as connections use them.
 *
 * @param serverHeader {@code null} for none
 * @param keepAliveMillis how long a connection may be idle; 0 if this is left to Quarkus
 * @param keepAliveHeader {@code null} for none
 * @param maxNanos the age at which a connection gets its last response; 0 for any age
 * @param maxRequests requests of a connection; 0 for any number
 */
record ServerOptions(CharSequence serverHeader, long keepAliveMillis, String keepAliveHeader, long maxNanos, int maxRequests) {

    private static final String PREFIX = "quarkus.tomodachi.http.";
    private static final long LEAST_BODY = 1024;
    private static final long LARGEST_BODY = 1L << 30;
    private static final int LARGEST_PORT = 65_535;

    /** @throws ConfigurationException if a value makes no sense, alone or with another one */
    static ServerOptions of(HttpServerConfig config, VertxHttpConfig http) {
        config.port().ifPresent(value -> check(value >= 0 && value <= LARGEST_PORT, "port", value,
                "give 1 to " + LARGEST_PORT + ", or 0 for a free port"));
        Optional<Duration> timeout = config.keepaliveTimeout();
        timeout.ifPresent(value -> check(!value.isNegative(), "keepalive-timeout", value, "give a duration, or 0"));
        config.maxKeepaliveTime().ifPresent(
                value -> check(!value.isNegative(), "max-keepalive-time", value, "give a duration, or 0 for any age"));
        config.maxKeepaliveRequests()
                .ifPresent(value -> check(value >= 0, "max-keepalive-requests", value, "give a number, or 0 for any number"));
        config.clientMaxSize()
                .ifPresent(value -> check(value.asLongValue() >= LEAST_BODY && value.asLongValue() <= LARGEST_BODY,
                        "client-max-size", value.asLongValue(),
                        "give 1K to 1G, or set quarkus.http.limits.max-body-size instead"));
        boolean off = timeout.isPresent() && timeout.get().isZero();
        long age = config.maxKeepaliveTime().map(Duration::toNanos).orElse(0L);
        int requests = config.maxKeepaliveRequests().orElse(0);
        check(!off || age == 0 && requests == 0, "keepalive-timeout", 0,
                "there is nothing for max-keepalive-time and max-keepalive-requests to limit; remove them, or the 0");
        long millis = timeout.map(Duration::toMillis).orElse(0L);
        check(off || timeout.isEmpty() || millis > 0, "keepalive-timeout", timeout.orElse(null), "give a millisecond or more");
        String header = millis == 0 ? null
                : "timeout=" + Math.max(1, millis / 1000) + (requests > 0 ? ", max=" + requests : "");
        return new ServerOptions(serverHeader(config, http), millis, header, age, off ? 1 : requests);
    }

    private static CharSequence serverHeader(HttpServerConfig config, VertxHttpConfig http) {
        boolean ofQuarkus = http.header().keySet().stream().anyMatch("Server"::equalsIgnoreCase);
        if (ofQuarkus || config.serverHeader().isEmpty()) {
            return null;
        }
        String value = config.serverHeader().get();
        check(isPrintable(value), "server-header", "…", "use printable ASCII characters only");
        return AsciiString.cached(value);
    }

    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) >= 127) {
                return false;
            }
        }
        return true;
    }

    private static void check(boolean good, String key, Object value, String advice) {
        if (!good) {
            throw new ConfigurationException(PREFIX + key + " is " + value + "; " + advice);
        }
    }
}
