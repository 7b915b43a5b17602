package io.quarkiverse.tomodachi.deployment.amqp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

@Tag("broker-independent")
class AmqpLibraryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Unused.class, Quiet.class))
            .overrideConfigKey("quarkus.http.test-port", "0");

    @Test
    void startsNoBrokerForHandlersOfNoService() {
        assertThat(ConfigProvider.getConfig().getOptionalValue("rabbitmq-port", String.class)).isEmpty();
    }

    /** What a library offers to services. */
    public abstract static class Unused {

        @Amqp("unused")
        void receive() {
        }
    }

    @TomodachiService("quiet")
    public static class Quiet {

        @StartService
        void start() {
        }
    }
}
