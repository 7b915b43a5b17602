package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AmqpMistakesTest {

    private static final String LONG = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
            + "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
            + "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkååå";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Faulty.class, Duplicates.class, Fine.class))
            .assertException(failure -> assertThat(messages(failure)).contains(
                    "@Amqp method " + Faulty.class.getName() + "#emptyKey() has an empty routing key",
                    "#longKey() has a routing key of",
                    "#reserved() names the exchange 'amq.mine'",
                    "#reserved() names the queue 'amq.queue'",
                    "#ownNamed() has a queueName together with competing = false",
                    "#noneAtATime() has a concurrency of 0; use 1 or more",
                    "#unbound(String, int) declares parameter 'other'",
                    "#badHeader(Thread) declares parameter 'header' of type java.lang.Thread",
                    "@Amqp method " + Duplicates.class.getName() + "#second() consumes the same queue as @Amqp method "
                            + Duplicates.class.getName() + "#first() (derived from the routing key 'same')",
                    "#fourth() consumes the same queue as",
                    "#twice() consumes the same queue as")
                    .doesNotContain(Fine.class.getName(), "stored in"));

    @Test
    void reportsAllAtOnce() {
        Assertions.fail("The application must not start");
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
            for (Throwable suppressed : cause.getSuppressed()) {
                all.append(suppressed.getMessage()).append('\n');
            }
        }
        return all.toString();
    }

    @TomodachiService("faulty")
    public static class Faulty {

        @Amqp("")
        void emptyKey() {
        }

        @Amqp(LONG)
        void longKey() {
        }

        @Amqp(value = "reserved", exchangeName = "amq.mine", queueName = "amq.queue")
        void reserved() {
        }

        @Amqp(value = "own", queueName = "q", competing = false)
        void ownNamed() {
        }

        @Amqp(value = "none", concurrency = 0)
        void noneAtATime() {
        }

        @Amqp("unbound")
        void unbound(String data, int other) {
        }

        @Amqp("header")
        void badHeader(@Header Thread header) {
        }
    }

    @TomodachiService("duplicates")
    public static class Duplicates {

        @Amqp("same")
        void first() {
        }

        @Amqp(value = "same", exchangeName = "other")
        void second() {
        }

        @Amqp(value = "third", queueName = "named")
        void third() {
        }

        @Amqp(value = "fourth", queueName = "named")
        void fourth() {
        }

        @Amqp("twice")
        @Amqp("twice")
        void twice() {
        }
    }

    @TomodachiService("fine")
    public static class Fine {

        @Amqp("same")
        void inAnotherService() {
        }

        @Amqp(value = "a", queueName = "shared")
        @Amqp(value = "b", queueName = "shared")
        void twoBindings() {
        }

        @Amqp(value = "own", competing = false)
        void own() {
        }

        @Amqp(value = "own", competing = false)
        void ownToo() {
        }
    }
}
