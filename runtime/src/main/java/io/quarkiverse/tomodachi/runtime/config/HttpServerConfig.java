package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Settings of the HTTP server, which all services share. */
@ConfigGroup
public interface HttpServerConfig {

    /**
     * The port that the HTTP server listens on, 0 for a free one. Another name of `quarkus.http.port`; not for tests, which
     * use `quarkus.http.test-port`.
     */
    @WithName("http.port")
    @ConfigDocDefault("that of `quarkus.http.port`")
    Optional<Integer> port();

    /**
     * The address that the HTTP server listens on. Another name of `quarkus.http.host`.
     */
    @WithName("http.host")
    @ConfigDocDefault("that of `quarkus.http.host`")
    Optional<String> host();

    /**
     * Whether several processes may listen on the port, where the transport supports it. Another name of
     * `quarkus.http.so-reuse-port`.
     */
    @WithName("http.reuse-port")
    @ConfigDocDefault("that of `quarkus.http.so-reuse-port`")
    Optional<Boolean> reusePort();

    /**
     * The largest body of a request, 1K to 1G. Another name of `quarkus.http.limits.max-body-size`.
     */
    @WithName("http.client-max-size")
    @ConfigDocDefault("that of `quarkus.http.limits.max-body-size`")
    Optional<MemorySize> clientMaxSize();

    /**
     * The `Server` header of responses; empty for none. A header `Server` of `quarkus.http.header` has precedence.
     */
    @WithName("http.server-header")
    @WithDefault("tomodachi")
    Optional<String> serverHeader();

    /**
     * How long an HTTP/1 connection may be idle between two requests. `0` closes each connection after one response. Not set,
     * `quarkus.http.idle-timeout` alone applies.
     */
    @WithName("http.keepalive-timeout")
    Optional<Duration> keepaliveTimeout();

    /**
     * The first response after this age of an HTTP/1 connection is the last one; 0 for any age.
     */
    @WithName("http.max-keepalive-time")
    Optional<Duration> maxKeepaliveTime();

    /**
     * How many requests an HTTP/1 connection may carry; 0 for any number.
     */
    @WithName("http.max-keepalive-requests")
    Optional<Integer> maxKeepaliveRequests();

    /**
     * How long termination waits for HTTP requests before their connections are closed by force and it goes on without their
     * handlers; `0` does not wait.
     */
    @WithName("http.termination-grace-period")
    @ConfigDocDefault("that of `quarkus.tomodachi.termination-grace-period`")
    Optional<Duration> terminationGracePeriod();

    /**
     * A file that requests are logged to as well, as one JSON object per line. When the file is moved away, a new one is begun.
     */
    @WithName("http.access-log-file")
    Optional<String> accessLogFile();

    /**
     * Whether the access log shows query strings, which may hold secrets. It is for the log of websockets, too.
     */
    @WithName("http.access-log-query")
    @WithDefault("true")
    boolean accessLogQuery();

    /**
     * The addresses and networks of proxies, such as `10.0.0.0/8` or `fd00::7`, that are believed when they tell for whom they
     * pass a request on. By default none is.
     */
    @WithName("http.real-ip-from")
    Optional<List<String>> realIpFrom();

    /**
     * The header by which these proxies tell it: addresses with commas between them, the last one appended by the proxy that
     * is nearest.
     */
    @WithName("http.real-ip-header")
    @WithDefault("X-Forwarded-For")
    String realIpHeader();
}
