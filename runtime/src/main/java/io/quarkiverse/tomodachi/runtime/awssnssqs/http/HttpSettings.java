package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

/** What {@code quarkus.<service>.async-client} says, for the HTTP client of Vert.x. */
final class HttpSettings {

    /** After which the pool closes an idle connection, where the application does not want that: the longest there can be. */
    private static final Duration ALWAYS_IDLE = Duration.ofSeconds(Integer.MAX_VALUE);

    private final String service;
    private final AsyncHttpClientConfig config;
    private final Duration idleTime;

    /** @param service whose client it is, which is also in the names of metrics */
    HttpSettings(String service, AsyncHttpClientConfig config) {
        this.service = service;
        this.config = config;
        this.idleTime = config.useIdleConnectionReaper() ? config.connectionMaxIdleTime() : ALWAYS_IDLE;
    }

    HttpClientOptions options() {
        return new HttpClientOptions().setConnectTimeout(millis(config.connectionTimeout()))
                // that of a request ends with the first bytes of its answer
                .setIdleTimeout(millis(config.readTimeout())).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(config.tcpKeepAlive()).setMetricsName(service)
                .setKeepAliveTimeout((int) Math.max(1, idleTime.plusMillis(999).toSeconds()))
                // calls are traced by the extension of the SDK, where it is there
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    /** Of each event loop, as all calls may happen to be on the same. */
    PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(connections());
    }

    /** How many calls may be under way. */
    int connections() {
        return config.maxConcurrency();
    }

    /** How many calls may wait for the end of others. */
    int mostWaiting() {
        return config.maxPendingConnectionAcquires();
    }

    /** For how long they may, in milliseconds. */
    long waitingTime() {
        return config.connectionAcquisitionTimeout().toMillis();
    }

    /** Without any byte of the answer, in milliseconds; 0 for ever. */
    long answerTime() {
        return config.readTimeout().toMillis();
    }

    /** After which connections that no call uses are closed, in nanoseconds. */
    long idleTime() {
        return idleTime.toNanos();
    }

    String key(String name) {
        return "quarkus." + service + ".async-client." + name;
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
    }
}
