package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

/** The start waits for the broker, so that it succeeds only if the broker lets the application in. */
class AmqpAccessTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class))
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("rabbitmq-username", "orders")
            .overrideConfigKey("rabbitmq-password", "secret")
            .overrideConfigKey("mp.messaging.connector.smallrye-rabbitmq.virtual-host", "shop")
            .overrideConfigKey("quarkus.tomodachi.amqp.connect-timeout", "30S");

    @TomodachiService("orders")
    static class Orders {

        @Amqp("ordered")
        void ordered(String data) {
        }
    }

    @Test
    void brokerHasWhatIsConfigured() {
        assertThat(ConfigProvider.getConfig().getValue("rabbitmq-username", String.class)).isEqualTo("orders");
        assertThat(ConfigProvider.getConfig().getValue("rabbitmq-port", int.class)).isPositive();
    }
}
