package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.FailingLog;
import io.quarkus.test.QuarkusUnitTest;

/** Whatever is to be told fails, from failures of handlers to losses of connections. */
class AmqpFailingLogTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MANY = 20;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Failing.class, FailingLog.class);

    @Inject
    Failing failing;

    private FailingLog log;

    @BeforeEach
    void begin() {
        log = new FailingLog("io.quarkiverse.tomodachi");
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void noMessageIsLost() throws Exception {
        for (int number = 0; number < MANY; number++) {
            failing.publisher.publishAndAwait("first-" + number, "failing");
        }
        await().atMost(LIMIT).until(() -> failing.failed.size() >= MANY / 2);
        assertThat(log.failures()).isPositive();
        TestBroker.cutConnections();
        connection.abort();
        connect();
        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            failing.publisher.publishAndAwait("between", "failing");
            return true;
        });
        for (int number = 0; number < MANY; number++) {
            failing.publisher.publishAndAwait("second-" + number, "failing");
        }
        Set<String> sent = IntStream.range(0, 2 * MANY)
                .mapToObj(number -> number < MANY ? "first-" + number : "second-" + (number - MANY))
                .collect(Collectors.toSet());
        sent.add("between");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(failing.handled).isEqualTo(sent));
        await().atMost(LIMIT).until(() -> messages(prefix + "failing") == 0);
    }

    @TomodachiService("failing")
    public static class Failing {

        final Set<String> failed = ConcurrentHashMap.newKeySet();
        final Set<String> handled = ConcurrentHashMap.newKeySet();

        @Inject
        AmqpPublisher publisher;

        /** Each fails once. */
        @Amqp(value = "failing", queueName = "failing")
        @FailurePolicy(attempts = 0, initialDelay = "100ms", multiplier = 1)
        void failing(String text) {
            if (failed.add(text)) {
                throw new IllegalStateException("on purpose");
            }
            handled.add(text);
        }
    }
}
