package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.Amqp.Argument;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

@Tag("broker-independent")
class AmqpMistakesTest {

    private static final String LONG = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
            + "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
            + "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkååå";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Faulty.class, Kinds.class, Together.class, Duplicates.class, Fine.class))
            .assertException(failure -> assertThat(Problems.of(failure)).contains(
                    "@Amqp method " + Faulty.class.getName() + "#emptyKey() has an empty routing key",
                    "#longKey() has a routing key of",
                    "#reserved() names the exchange 'amq.mine'",
                    "#reserved() names the queue 'amq.queue'",
                    "#lineBreaks() names the exchange 'broken\\nexchange', but brokers take line breaks out of names",
                    "#lineBreaks() names the queue 'broken\\r\\nqueue', but",
                    "#lineBreaks() names the dead-letter queue 'dead\\n'",
                    "#lineBreaks() names the dead-letter exchange 'dlx\\n'", "#longExchange() has an exchange of",
                    "#ownNamed() has a queueName together with competing = false",
                    "#noneAtATime() has a concurrency of 0; use 1 or more",
                    "#unbound(String, int) declares parameter 'other'",
                    "#badHeader(Thread) declares parameter 'header' of type java.lang.Thread",
                    "@Amqp method " + Duplicates.class.getName() + "#second() consumes the same queue as @Amqp method "
                            + Duplicates.class.getName() + "#first() (derived from the routing key 'same')",
                    "#fourth() consumes the same queue as",
                    "#halfDeadLetters() has a deadLetterExchange, but no deadLetterQueue",
                    "#deadLetterKey() has a deadLetterRoutingKey, but no deadLetterExchange",
                    "#ownDeadLetters() has its own queue as deadLetterQueue",
                    "#reservedDeadLetters() names the dead-letter queue 'amq.dead'",
                    "#reservedDeadLetters() names the dead-letter exchange 'amq.dlx'",
                    "#numbers() has a prefetch of 70000; use 1 or more, up to 65535",
                    "#numbers() has a maxPriority of 256", "#numbers() has a deliveryLimit of -1",
                    "#quorumMix() has a maxPriority, but quorum queues have none",
                    "#quorumMix() has quorum together with competing = false",
                    "#quorumMix() has the argument x-queue-mode with 'lazy', which quorum queues do not know",
                    "#limitOfClassic() has a deliveryLimit, but only quorum queues count deliveries",
                    "#arguments() has the argument x-max-length, which is a whole number, not many",
                    "#arguments() has the argument x-queue-type; use quorum instead",
                    "#arguments() has the argument x-own twice",
                    "#arguments() has bindingArguments, but 'amq.topic' does not look at them",
                    "#typeOfNothing() has an exchangeType, but no exchangeName",
                    "#otherType() has the exchangeType DIRECT, but 'amq.fanout' comes with the broker",
                    "#nameless() has neither a routing key nor a queueName",
                    "#disagreeing() binds the queue 'disagreeing' several times, with different values of prefetch",
                    "#derived() binds the queue derived from the routing key '18' several times, with different values of"
                            + " concurrency",
                    "#secondType() declares the exchange 'clash' with another exchangeType than",
                    "#fannedDead() declares the dead-letter exchange 'fanned', a topic exchange, with another exchangeType than",
                    "#watching() consumes the dead-letter queue 'shared.dead' of @Amqp method",
                    "#secondDead() declares the dead-letter queue 'shared.dead' with another quorum than",
                    "#twice() consumes the same queue as",
                    "#retries() names the queue 'tomodachi.retry.1s', but queues whose names begin with tomodachi.retry. are",
                    "#retries() names the dead-letter queue 'tomodachi.retry.dead', but",
                    "#retries() has a @FailurePolicy whose initialDelay is 10m, more than its maxDelay of 5m")
                    .doesNotContain(Fine.class.getName(), "stored in"));

    @Test
    void reportsAllAtOnce() {
        Assertions.fail("The application must not start");
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

        @Amqp(value = "breaks", exchangeName = "broken\nexchange", queueName = "broken\r\nqueue", deadLetterQueue = "dead\n", deadLetterExchange = "dlx\n")
        void lineBreaks() {
        }

        @Amqp(value = "long.exchange", exchangeName = LONG + LONG)
        void longExchange() {
        }

        @Amqp(value = "own", queueName = "q", competing = false)
        void ownNamed() {
        }

        @Amqp(value = "none", concurrency = 0)
        void noneAtATime() {
        }

        @Amqp(value = "retries", queueName = "tomodachi.retry.1s", deadLetterQueue = "tomodachi.retry.dead")
        @FailurePolicy(initialDelay = "10m", maxDelay = "5m")
        void retries() {
        }

        @Amqp("unbound")
        void unbound(String data, int other) {
        }

        @Amqp("header")
        void badHeader(@Header Thread header) {
        }
    }

    @TomodachiService("kinds")
    public static class Kinds {

        @Amqp(value = "1", deadLetterExchange = "dlx")
        void halfDeadLetters() {
        }

        @Amqp(value = "2", deadLetterQueue = "dead", deadLetterRoutingKey = "k")
        void deadLetterKey() {
        }

        @Amqp(value = "3", queueName = "q3", deadLetterQueue = "q3")
        void ownDeadLetters() {
        }

        @Amqp(value = "4", deadLetterQueue = "amq.dead", deadLetterExchange = "amq.dlx")
        void reservedDeadLetters() {
        }

        @Amqp(value = "5", prefetch = 70_000, maxPriority = 256, deliveryLimit = -1)
        void numbers() {
        }

        @Amqp(value = "6", quorum = true, competing = false, maxPriority = 3, arguments = @Argument(name = "x-queue-mode", value = "lazy"))
        void quorumMix() {
        }

        @Amqp(value = "7", deliveryLimit = 3)
        void limitOfClassic() {
        }

        @Amqp(value = "8", arguments = { @Argument(name = "x-max-length", value = "many"),
                @Argument(name = "x-queue-type", value = "stream"), @Argument(name = "x-own", value = "1"),
                @Argument(name = "x-own", value = "2") }, bindingArguments = @Argument(name = "a", value = "b"))
        void arguments() {
        }

        @Amqp(value = "9", exchangeType = Amqp.ExchangeType.DIRECT)
        void typeOfNothing() {
        }

        @Amqp(value = "10", exchangeName = "amq.fanout", exchangeType = Amqp.ExchangeType.DIRECT)
        void otherType() {
        }

        @Amqp(value = "", exchangeName = "amq.fanout")
        void nameless() {
        }
    }

    @TomodachiService("together")
    public static class Together {

        @Amqp(value = "11", queueName = "disagreeing", prefetch = 1)
        @Amqp(value = "12", queueName = "disagreeing", prefetch = 2)
        void disagreeing() {
        }

        @Amqp(value = "18", concurrency = 1)
        @Amqp(value = "18", exchangeName = "elsewhere")
        void derived() {
        }

        @Amqp(value = "13", exchangeName = "clash")
        void firstType() {
        }

        @Amqp(value = "14", exchangeName = "clash", exchangeType = Amqp.ExchangeType.FANOUT)
        void secondType() {
        }

        @Amqp(value = "19", exchangeName = "fanned", exchangeType = Amqp.ExchangeType.FANOUT)
        void fanned() {
        }

        @Amqp(value = "20", deadLetterQueue = "fanned.dead", deadLetterExchange = "fanned")
        void fannedDead() {
        }

        @Amqp(value = "15", deadLetterQueue = "shared.dead")
        void firstDead() {
        }

        @Amqp(value = "17", queueName = "shared.dead", maxPriority = 3)
        void watching() {
        }

        @Amqp(value = "16", deadLetterQueue = "shared.dead", quorum = true)
        void secondDead() {
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
