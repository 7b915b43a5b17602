package io.quarkiverse.tomodachi.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsFallbackTest {

    @ParameterizedTest
    @CsvSource({
            "quarkus.tomodachi.amqp.prefetch, quarkus.tomodachi.amqp.prefetch",
            "quarkus.tomodachi.termination-grace-period, quarkus.tomodachi.termination-grace-period",
            "quarkus.tomodachi.devservices.amqp.port, quarkus.tomodachi.devservices.amqp.port",
            "quarkus.tomodachi.\"a.b\".retry.max-delay, quarkus.tomodachi.retry.max-delay",
            "quarkus.tomodachi.\"broken.uuid, quarkus.tomodachi.\"broken.uuid",
            "quarkus.http.port, quarkus.http.port" })
    void takesTheNameOfTheServiceOut(String key, String fallback) {
        assertThat(ServiceSettingsFallback.ofAllServices(key)).isEqualTo(fallback);
    }

}
