package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AmqpOverloadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.configure(new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Overloads.class, TestBroker.class, CuttableProxy.class)))
            .overrideRuntimeConfigKey("overloads.text", "one")
            .overrideRuntimeConfigKey("overloads.number", "one")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("Overloads#on(String)")
                    .hasStackTraceContaining("Overloads#on(int)")
                    .hasStackTraceContaining("would take each other's messages from queue"));

    @Test
    void tellsOverloadsApart() {
        Assertions.fail("The application must not start");
    }

    @TomodachiService("overloads")
    public static class Overloads {

        @Amqp(value = "text", queueName = "${overloads.text}")
        void on(String data) {
        }

        @Amqp(value = "number", queueName = "${overloads.number}")
        void on(int data) {
        }
    }
}
