package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

/** Who switches the Dev Services of Quarkus Messaging off gets no other ones instead. */
class AmqpDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class))
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.rabbitmq.devservices.enabled", "false")
            .overrideConfigKey("quarkus.tomodachi.amqp.start", "later");

    @TomodachiService("orders")
    static class Orders {

        @Amqp("ordered")
        void ordered(String data) {
        }
    }

    @Test
    void noBrokerIsStarted() {
        assertThat(ConfigProvider.getConfig().getOptionalValue("rabbitmq-port", String.class)).isEmpty();
    }
}
