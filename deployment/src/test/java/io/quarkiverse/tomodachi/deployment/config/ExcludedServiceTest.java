package io.quarkiverse.tomodachi.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;

class ExcludedServiceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class, Reports.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.orders.amqp.prefetch", "4")
            .overrideRuntimeConfigKey("quarkus.tomodachi.reports.amqp.prefetch", "5");

    @TomodachiService("orders")
    static class Orders {
    }

    @IfBuildProfile("prod")
    @TomodachiService("reports")
    static class Reports {
    }

    @Inject
    ServiceRegistry services;

    @Test
    void mayHaveSettings() {
        assertThat(services.all()).extracting(Service::name).containsExactly("orders");
    }
}
