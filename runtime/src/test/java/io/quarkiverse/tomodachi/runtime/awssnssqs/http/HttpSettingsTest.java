package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

class HttpSettingsTest {

    private static HttpSettings settings(String... keysAndValues) {
        return new HttpSettings("sqs", TestClient.config(keysAndValues));
    }

    @Test
    void idle_connections_are_kept_as_long_as_the_reaper_lets_them() {
        HttpSettings settings = settings("use-idle-connection-reaper", "true", "connection-max-idle-time", "7s");
        assertThat(settings.idleTime()).isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(settings.options().getKeepAliveTimeout()).isEqualTo(7);
        HttpSettings asUsual = settings("use-idle-connection-reaper", "true");
        assertThat(asUsual.options().getKeepAliveTimeout()).isEqualTo(5);
    }

    @Test
    void idle_time_is_of_whole_seconds_where_connections_are_closed() {
        HttpSettings settings = settings("use-idle-connection-reaper", "true", "connection-max-idle-time", "1001ms");
        assertThat(settings.idleTime()).isEqualTo(1_001_000_000);
        assertThat(settings.options().getKeepAliveTimeout()).isEqualTo(2);
        HttpSettings none = settings("use-idle-connection-reaper", "true", "connection-max-idle-time", "0");
        assertThat(none.options().getKeepAliveTimeout()).as("0 would be for ever").isEqualTo(1);
    }

    @Test
    void idle_connections_stay_without_the_reaper() {
        HttpSettings settings = settings("use-idle-connection-reaper", "false", "connection-max-idle-time", "7s");
        assertThat(settings.idleTime()).isGreaterThan(Duration.ofDays(365).toNanos());
        assertThat(settings.options().getKeepAliveTimeout()).isGreaterThan(365 * 24 * 3600);
    }

    @Test
    void times_are_those_of_the_configuration() {
        HttpSettings settings = settings("connection-timeout", "1500ms", "read-timeout", "2500ms",
                "connection-acquisition-timeout", "3500ms");
        assertThat(settings.options().getConnectTimeout()).isEqualTo(1500);
        assertThat(settings.answerTime()).isEqualTo(2500);
        assertThat(settings.waitingTime()).isEqualTo(3500);
        assertThat(settings("connection-timeout", "9000H").options().getConnectTimeout()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void numbers_are_those_of_the_configuration() {
        HttpSettings settings = settings("max-concurrency", "7", "max-pending-connection-acquires", "8");
        PoolOptions pool = settings.pool();
        assertThat(settings.connections()).isEqualTo(7);
        assertThat(pool.getHttp1MaxSize()).isEqualTo(7);
        assertThat(settings.mostWaiting()).isEqualTo(8);
        assertThat(settings().connections()).isEqualTo(50);
        assertThat(settings().mostWaiting()).isEqualTo(10_000);
    }

    @Test
    void options_are_those_of_a_client_of_the_service() {
        HttpClientOptions options = settings("tcp-keep-alive", "true").options();
        assertThat(options.isTcpKeepAlive()).isTrue();
        assertThat(settings().options().isTcpKeepAlive()).isFalse();
        assertThat(options.getMetricsName()).isEqualTo("sqs");
        assertThat(options.getTracingPolicy()).isEqualTo(TracingPolicy.IGNORE);
        assertThat(options.isVerifyHost()).isTrue();
        assertThat(options.isTrustAll()).isFalse();
        assertThat(settings().key("max-concurrency")).isEqualTo("quarkus.sqs.async-client.max-concurrency");
    }
}
