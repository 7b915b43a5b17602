package io.quarkiverse.tomodachi.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.ScheduleConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceSettingsFallback;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Cluster;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Times;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.LockSettings;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** How long locks last: the annotation counts before the service, that before all services, and these before the default. */
class ScheduleSettingsTest {

    private static final String GLOBAL = "quarkus.tomodachi.schedule.";
    private static final String OF_SHOP = "quarkus.tomodachi.\"shop\".schedule.";

    private static ScheduleConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        // a service is known by any key of its own
        all.put("quarkus.tomodachi.\"shop\".uuid", "u-1");
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(TomodachiConfig.class)
                .withInterceptors(new ServiceSettingsFallback())
                .withSources(new PropertiesConfigSource(all, "test", 100));
        return builder.build().getConfigMapping(TomodachiConfig.class)
                .services().get("shop").schedule();
    }

    private static LockSettings lock(Map<String, String> settings, String atMost, String atLeast) {
        return ScheduleSettings.of(new ScheduledHandler(Handlers.SCHEDULED, "schedule-shop-count",
                new Times("hourly", "", "", false, ""), Overlap.ALLOW, 20, "", new Cluster(true, "", atMost, atLeast)),
                config(settings)).lock();
    }

    @Test
    void lastByDefaultHalfAMinuteAndAreKeptDependingOnTheNextTime() {
        LockSettings lock = lock(Map.of(), "", "");
        assertThat(lock.name()).isEqualTo("schedule-shop-count");
        assertThat(lock.atMost()).isEqualTo(Duration.ofSeconds(30));
        assertThat(lock.atLeast()).isNull();
    }

    @Test
    void areConfiguredForAllServices() {
        LockSettings lock = lock(Map.of(GLOBAL + "lock-at-most", "40S", GLOBAL + "lock-at-least", "4S"), "", "");
        assertThat(lock.atMost()).isEqualTo(Duration.ofSeconds(40));
        assertThat(lock.atLeast()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void areConfiguredForOneServiceBeforeAll() {
        Map<String, String> settings = Map.of(GLOBAL + "lock-at-most", "40S", GLOBAL + "lock-at-least", "4S",
                OF_SHOP + "lock-at-most", "50S", OF_SHOP + "lock-at-least", "5S");
        assertThat(lock(settings, "", "").atMost()).isEqualTo(Duration.ofSeconds(50));
        assertThat(lock(settings, "", "").atLeast()).isEqualTo(Duration.ofSeconds(5));
        assertThat(lock(Map.of(GLOBAL + "lock-at-least", "4S", OF_SHOP + "lock-at-most", "50S"), "", "").atLeast())
                .as("each of the two by itself").isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void areGivenByTheAnnotationBeforeAllConfiguration() {
        Map<String, String> settings = Map.of(GLOBAL + "lock-at-most", "40S", GLOBAL + "lock-at-least", "4S",
                OF_SHOP + "lock-at-most", "50S", OF_SHOP + "lock-at-least", "5S");
        LockSettings lock = lock(settings, "1m", "6s");
        assertThat(lock.atMost()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lock.atLeast()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void whatIsConfiguredHasToFitTogether() {
        assertThatThrownBy(() -> lock(Map.of(OF_SHOP + "lock-at-most", "0S"), "", ""))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("org.acme.Shop#count()")
                .hasMessageContaining("lock-at-most is PT0S");
        assertThatThrownBy(() -> lock(Map.of(GLOBAL + "lock-at-least", "31S"), "", ""))
                .hasMessageContaining("at least PT31S").hasMessageContaining("at most for PT30S");
    }
}
