package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

class AmqpAttemptsTest {

    private static final int ATTEMPTS = 5;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Failing.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "0.1S");

    @Inject
    Failing failing;

    @Inject
    AmqpPublisher publisher;

    @Test
    void waitsLongerEachTime() {
        publisher.publishAndAwait("data", "failing");
        await().atMost(Duration.ofSeconds(30)).until(() -> failing.times.size() == ATTEMPTS);

        // the shortest possible are 80, 160, 320 and 640
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            assertThat(failing.times.get(attempt) - failing.times.get(attempt - 1)).isGreaterThanOrEqualTo(40L << attempt);
        }
    }

    @TomodachiService("failing")
    public static class Failing {

        final List<Long> times = new CopyOnWriteArrayList<>();

        @Amqp("failing")
        void receive() {
            times.add(System.nanoTime() / 1_000_000);
            if (times.size() < ATTEMPTS) {
                throw new IllegalStateException("not yet");
            }
        }
    }
}
