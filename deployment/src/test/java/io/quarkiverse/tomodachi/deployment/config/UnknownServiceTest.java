package io.quarkiverse.tomodachi.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;

class UnknownServiceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class, Reports.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.prefetch", "3")
            .overrideRuntimeConfigKey("quarkus.tomodachi.orders.amqp.prefetch", "4")
            .overrideRuntimeConfigKey("quarkus.tomodachi.reports.amqp.prefetch", "5")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"ordrs\".amqp.prefetch", "6")
            .overrideRuntimeConfigKey("quarkus.tomodachi.shop.amqp.prefetch", "7")
            .overrideRuntimeConfigKey("quarkus.tomodachi.orders.http.charset", "none")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("There are settings"
                    + " quarkus.tomodachi.\"ordrs\" but no service 'ordrs'; the services are [orders], correct the name\n"
                    + "There are settings quarkus.tomodachi.\"shop\" but no service 'shop'")
                    .hasStackTraceContaining("quarkus.tomodachi.\"orders\".http.charset is 'none', which is no charset"));

    @TomodachiService("orders")
    static class Orders {
    }

    @IfBuildProfile("prod")
    @TomodachiService("reports")
    static class Reports {
    }

    @Test
    void isNeverReached() {
        fail("the application was started");
    }
}
