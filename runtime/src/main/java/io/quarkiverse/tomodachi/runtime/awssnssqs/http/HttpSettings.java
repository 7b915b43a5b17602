package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

/** What {@code quarkus.<service>.async-client} says, for the HTTP client of Vert.x. */
final class HttpSettings {

    /** The pool has a place for each connection from the beginning, also where "as many as you like" is set. */
    private static final int MOST_CONNECTIONS = 65_536;

    private final String service;
    private final AsyncHttpClientConfig config;

    /** @param service whose client it is */
    HttpSettings(String service, AsyncHttpClientConfig config) {
        this.service = service;
        this.config = config;
    }

    /** @param client by which metrics tell clients apart, as Quarkus has it */
    HttpClientOptions options(int client) {
        return new HttpClientOptions().setConnectTimeout(millis(config.connectionTimeout()))
                .setSslHandshakeTimeout(millis(config.connectionTimeout())).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                // of a connection, as that of a request ends with the first bytes of its answer
                .setIdleTimeout(millis(config.readTimeout())).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(config.tcpKeepAlive()).setMetricsName("http|" + service + "-" + client)
                .setKeepAliveTimeout((int) Math.max(1,
                        Math.min(Integer.MAX_VALUE, config.connectionMaxIdleTime().plusMillis(999).toSeconds())))
                // calls are traced by the extension of the SDK, where it is there
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    /** Of each event loop, as all calls may happen to be on the same. */
    PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(Math.min(connections(), MOST_CONNECTIONS));
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

    /** Until a connection is made, that of TLS included, in milliseconds. */
    long connectionTime() {
        return 2 * config.connectionTimeout().toMillis();
    }

    /** After which a call fails of whose answer nothing comes, in milliseconds; 0 for never. */
    long answerTime() {
        return config.readTimeout().toMillis();
    }

    /** @param silentSince when something of a call was sent or came for the last time, as {@link System#nanoTime()} */
    boolean isTooLong(long silentSince) {
        return answerTime() > 0 && System.nanoTime() - silentSince >= config.readTimeout().toNanos();
    }

    /** After which connections that no call uses are closed, in nanoseconds. */
    long idleTime() {
        return config.connectionMaxIdleTime().toNanos();
    }

    String key(String name) {
        return "quarkus." + service + ".async-client." + name;
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
    }
}
