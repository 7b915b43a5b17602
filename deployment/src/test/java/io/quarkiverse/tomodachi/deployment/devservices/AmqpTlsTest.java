package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AmqpTlsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class))
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("rabbitmq-ssl", "true")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("set %dev.rabbitmq-ssl=false"));

    @TomodachiService("orders")
    static class Orders {

        @Amqp("ordered")
        void ordered(String data) {
        }
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
