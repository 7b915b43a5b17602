package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

class HttpSettingsTest {

    private static HttpSettings settings(String... keysAndValues) {
        return new HttpSettings("sqs", TestClient.config(keysAndValues));
    }

    @Test
    void idle_connections_are_closed_after_whole_seconds() {
        HttpSettings settings = settings("connection-max-idle-time", "1001ms");
        assertThat(settings.idleTime()).isEqualTo(1_001_000_000);
        assertThat(settings.options(0).getKeepAliveTimeout()).isEqualTo(2);
        assertThat(settings("connection-max-idle-time", "7s").options(0).getKeepAliveTimeout()).isEqualTo(7);
        assertThat(settings("connection-max-idle-time", "36500D").options(0).getKeepAliveTimeout())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(settings("connection-max-idle-time", "0").options(0).getKeepAliveTimeout()).as("0 would be for ever")
                .isEqualTo(1);
    }

    @Test
    void times_are_those_of_the_configuration() {
        HttpSettings settings = settings("connection-timeout", "1500ms", "read-timeout", "2500ms",
                "connection-acquisition-timeout", "3500ms");
        assertThat(settings.options(0).getConnectTimeout()).isEqualTo(1500);
        assertThat(settings.options(0).getSslHandshakeTimeout()).isEqualTo(1500);
        assertThat(settings.connectionTime()).isEqualTo(3000);
        assertThat(settings.answerTime()).isEqualTo(2500);
        assertThat(settings.options(0).getIdleTimeout()).isEqualTo(2500);
        assertThat(settings.waitingTime()).isEqualTo(3500);
        assertThat(settings("connection-timeout", "9000H").options(0).getConnectTimeout()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void numbers_are_those_of_the_configuration() {
        HttpSettings settings = settings("max-concurrency", "7", "max-pending-connection-acquires", "8");
        PoolOptions pool = settings.pool();
        assertThat(settings.connections()).isEqualTo(7);
        assertThat(pool.getHttp1MaxSize()).isEqualTo(7);
        assertThat(settings.mostWaiting()).isEqualTo(8);
        assertThat(settings("max-concurrency", "2147483647").pool().getHttp1MaxSize()).isEqualTo(65_536);
        assertThat(settings().connections()).isEqualTo(50);
        assertThat(settings().mostWaiting()).isEqualTo(10_000);
    }

    @Test
    void options_are_those_of_a_client_of_the_service() {
        HttpClientOptions options = settings("tcp-keep-alive", "true").options(0);
        assertThat(options.isTcpKeepAlive()).isTrue();
        assertThat(settings().options(0).isTcpKeepAlive()).isFalse();
        assertThat(options.getMetricsName()).isEqualTo("http|sqs-0");
        assertThat(settings().options(3).getMetricsName()).isEqualTo("http|sqs-3");
        assertThat(options.getTracingPolicy()).isEqualTo(TracingPolicy.IGNORE);
        assertThat(options.isVerifyHost()).isTrue();
        assertThat(options.isTrustAll()).isFalse();
        assertThat(settings().key("max-concurrency")).isEqualTo("quarkus.sqs.async-client.max-concurrency");
    }
}
