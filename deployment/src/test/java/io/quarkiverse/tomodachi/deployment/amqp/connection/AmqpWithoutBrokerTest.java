package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

@Tag("broker-independent")
class AmqpWithoutBrokerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Lonely.class))
            .overrideConfigKey("rabbitmq-host", "127.0.0.1")
            .overrideConfigKey("rabbitmq-port", "1")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.connect-timeout", "1S")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "No connection to the AMQP broker at 127.0.0.1:1: Connection refused. Check that the broker runs"));

    @Test
    void saysWhatIsMissing() {
        Assertions.fail("The application must not start");
    }

    @TomodachiService("lonely")
    public static class Lonely {

        @Amqp("lonely")
        void receive() {
        }
    }
}
