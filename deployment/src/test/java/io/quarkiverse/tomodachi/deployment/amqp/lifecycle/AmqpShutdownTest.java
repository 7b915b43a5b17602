package io.quarkiverse.tomodachi.deployment.amqp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

class AmqpShutdownTest {

    private static final int MESSAGES = 10;
    /** Longer than it takes from a first attempt until nobody listens any more. */
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final String PREFIX = "shutdown-" + UUID.randomUUID() + ".";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Worker.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.routing-key-prefix", PREFIX)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-name-prefix", PREFIX)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-ttl", "1M")
            .setAfterAllCustomizer(AmqpShutdownTest::checkWhatIsLeft);

    @Inject
    Worker worker;

    @Inject
    AmqpPublisher publisher;

    @Test
    void stopsWhileMessagesAreUnderWay() throws Exception {
        publisher.publishAndAwait("later", "later");
        publisher.publishAndAwait("failing", "failing");
        for (int number = 0; number < MESSAGES; number++) {
            publisher.publishAndAwait(number, "work");
        }
        for (CountDownLatch latch : List.of(worker.begun, worker.postponed, worker.failing)) {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void checkWhatIsLeft() {
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            assertThat(messages(channel, "work")).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
            await().untilAsserted(() -> assertThat(TestBroker.connections()).isZero());
            checkTheDelayed(channel, "later", "later 1", "0 0");
            checkTheDelayed(channel, "failing", "failing 1");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What failed, before or while the application stopped, waits in the broker and comes back with nobody there; what came
     * when nobody listened any more was not tried.
     */
    private static void checkTheDelayed(Channel channel, String queue, String... expected) {
        List<GetResponse> delayed = new ArrayList<>();
        await().atMost(DELAY.multipliedBy(3)).until(() -> {
            GetResponse message = channel.basicGet(PREFIX + queue, true);
            if (message != null) {
                delayed.add(message);
            }
            return delayed.size() == expected.length;
        });
        assertThat(delayed).extracting(message -> new String(message.getBody()) + " " + attempts(message))
                .containsExactlyInAnyOrder(expected);
    }

    private static Object attempts(GetResponse message) {
        Map<String, Object> headers = message.getProps().getHeaders();
        return headers == null ? 0 : headers.get("x-tomodachi-retry-attempts");
    }

    private static List<String> messages(Channel channel, String queue) throws Exception {
        List<String> bodies = new ArrayList<>();
        GetResponse message;
        while ((message = channel.basicGet(PREFIX + queue, true)) != null) {
            bodies.add(new String(message.getBody()));
        }
        return bodies;
    }

    @TomodachiService("worker")
    public static class Worker {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch postponed = new CountDownLatch(1);
        final CountDownLatch failing = new CountDownLatch(1);

        @Inject
        AmqpPublisher publisher;

        @ConfigProperty(name = "quarkus.tomodachi.amqp.queue-name-prefix")
        String prefix;

        /** Until the application takes no messages any more. */
        private void awaitTheEnd() {
            try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> channel.consumerCount(prefix + "work")
                        + channel.consumerCount(prefix + "failing") + channel.consumerCount(prefix + "later") == 0);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Amqp(value = "work", queueName = "work", concurrency = 1)
        void work(int number) {
            begun.countDown();
            awaitTheEnd();
            // both connections must still be there, one for this and one for the acknowledgement
            publisher.publishAndAwait(number, "later");
        }

        @Amqp(value = "failing", queueName = "failing")
        void failing() {
            failing.countDown();
            awaitTheEnd();
            throw new RetryMessageException(DELAY);
        }

        @Amqp(value = "later", queueName = "later")
        void later() {
            postponed.countDown();
            throw new RetryMessageException(DELAY);
        }
    }
}
