package io.quarkiverse.tomodachi.deployment.amqp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

/** What is known only at the start is told all at once, too. */
class AmqpStartMistakesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Overloads.class, Greedy.class, Waiting.class,
            Doubled.class)
            .overrideRuntimeConfigKey("overloads.text", "one")
            .overrideRuntimeConfigKey("overloads.number", "one")
            .overrideRuntimeConfigKey("doubled.key", "all")
            .overrideRuntimeConfigKey("quarkus.tomodachi.waiting.amqp.queue-name-prefix", "own.retry.")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.retry-queues.prefix", "own.retry.")
            .overrideRuntimeConfigKey("quarkus.tomodachi.greedy.amqp.prefetch", "70000")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("Overloads#on(String)")
                    .hasStackTraceContaining("Overloads#on(int)")
                    .hasStackTraceContaining("would take each other's messages from queue")
                    .hasStackTraceContaining("Doubled#twice() would each consume from queue '")
                    .hasStackTraceContaining("@Amqp handler waiting.retries has the queue 'own.retry.1s', whose name is"
                            + " that of a retry queue")
                    .hasStackTraceContaining("@Amqp handler greedy.all has a prefetch of 70000, allowed are 1 to 65535"));

    @Test
    void areToldTogether() {
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

    @TomodachiService("waiting")
    public static class Waiting {

        @Amqp(value = "retries", queueName = "1s")
        void retries() {
        }
    }

    @TomodachiService("greedy")
    public static class Greedy {

        @Amqp("all")
        void all() {
        }
    }

    @TomodachiService("doubled")
    public static class Doubled {

        @Amqp(value = "first", queueName = "doubled.${doubled.key}")
        @Amqp(value = "second", queueName = "doubled.all")
        void twice() {
        }
    }
}
