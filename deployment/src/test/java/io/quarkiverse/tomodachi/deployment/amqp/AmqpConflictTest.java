package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AmqpConflictTest {

    private static final String QUEUE = "conflict-" + UUID.randomUUID();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.configure(new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Clashing.class, TestBroker.class, CuttableProxy.class)))
            .overrideRuntimeConfigKey("clashing.queue", QUEUE)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-name-prefix", "")
            .setBeforeAllCustomizer(AmqpConflictTest::declareOtherwise)
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("@Amqp handler clashing.receive")
                    .hasStackTraceContaining("queue '" + QUEUE + "' as durable with the arguments {x-expires=60000}")
                    .hasStackTraceContaining("PRECONDITION_FAILED - inequivalent arg 'x-expires'")
                    .hasStackTraceContaining("quarkus.tomodachi.amqp.queue-ttl"));

    @Test
    void namesBothSides() {
        Assertions.fail("The application must not start");
    }

    private static void declareOtherwise() {
        try (Connection connection = TestBroker.connect()) {
            connection.createChannel().queueDeclare(QUEUE, true, false, false, Map.of("x-expires", 50_000));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @TomodachiService("clashing")
    public static class Clashing {

        @Amqp(value = "clash", queueName = "${clashing.queue}")
        void receive() {
        }
    }
}
