package io.quarkiverse.tomodachi.deployment.lifecycle;

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
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

/** Messages that wait in their queues, and schedules, come when the started methods have ended. */
class MessagesAfterStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Shop.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded");

    @Inject
    Shop shop;

    @TomodachiService("shop")
    static class Shop {

        final List<String> events = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        @StartedService
        void started() throws InterruptedException {
            amqp.publishAndAwait("x", "waiting");
            aws.sendAndAwait("x", "waiting");
            // long enough for who does not wait for the end
            Thread.sleep(1000);
            events.add("started");
        }

        @Amqp(value = "waiting", queueName = "waiting")
        void fromAmqp(String data) {
            events.add("amqp");
        }

        @AwsSnsSqs(queueName = "waiting")
        void fromSqs(String data) {
            events.add("sqs");
        }

        @Schedule(interval = "1h", immediately = true)
        void scheduled() {
            events.add("schedule");
        }
    }

    @Test
    void comeAfterTheStartedMethods() {
        await().atMost(Duration.ofSeconds(30)).until(() -> shop.events.size() >= 4);
        assertThat(shop.events).startsWith("started").containsExactlyInAnyOrder("started", "amqp", "sqs", "schedule");
    }
}
