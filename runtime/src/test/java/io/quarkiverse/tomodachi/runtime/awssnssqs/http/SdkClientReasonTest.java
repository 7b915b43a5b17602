package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientConfig;

class SdkClientReasonTest {

    @Test
    void there_is_none_where_nothing_special_is_set() {
        assertThat(reason(Map.of())).isEmpty();
        assertThat(reason(Map.of("HTTP_PROXY", " ", "https_proxy", "", "NO_PROXY", "localhost"))).isEmpty();
        assertThat(reason(Map.of(), "max-concurrency", "7", "max-pending-connection-acquires", "7", "read-timeout", "7s",
                "write-timeout", "7s", "connection-timeout", "7s", "connection-acquisition-timeout", "7s",
                "connection-max-idle-time", "7s", "use-idle-connection-reaper", "true", "tcp-keep-alive", "true",
                "proxy.enabled", "false", "protocol", "http1-1", "event-loop.override", "false",
                "tls-key-managers-provider.type", "system-property", "tls-trust-managers-provider.type", "system-property"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "proxy.enabled,true,proxy", "protocol,http2,protocol", "ssl-provider,jdk,ssl-provider",
            "connection-time-to-live,60s,connection-time-to-live",
            "use-idle-connection-reaper,false,use-idle-connection-reaper", "event-loop.override,true,event-loop.override",
            "tls-key-managers-provider.type,none,tls-key-managers-provider",
            "tls-key-managers-provider.type,file-store,tls-key-managers-provider",
            "tls-trust-managers-provider.type,trust-all,tls-trust-managers-provider",
            "tls-trust-managers-provider.type,file-store,tls-trust-managers-provider" })
    void names_the_setting(String key, String value, String named) {
        assertThat(reason(Map.of(), key, value)).contains("quarkus.sqs.async-client." + named);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http.proxyHost", "https.proxyHost", "javax.net.ssl.keyStore" })
    void names_the_system_property(String property) {
        String before = System.getProperty(property);
        System.setProperty(property, "something");
        try {
            assertThat(reason(Map.of())).contains(property);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy" })
    void names_the_environment_variable(String variable) {
        assertThat(reason(Map.of(variable, "http://127.0.0.1:3128"))).contains(variable);
    }

    @Test
    void has_the_name_of_the_service() {
        AsyncHttpClientConfig config = TestClient.config("connection-time-to-live", "60s");
        assertThat(SdkClientReason.of("sns", config)).contains("quarkus.sns.async-client.connection-time-to-live");
    }

    private static Optional<String> reason(Map<String, String> environment, String... keysAndValues) {
        return SdkClientReason.of("sqs", TestClient.config(keysAndValues), environment::get);
    }
}
