package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AmqpShutdownTest {

    private static final int MESSAGES = 10;
    private static final String PREFIX = "shutdown-" + UUID.randomUUID() + ".";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.configure(new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Worker.class, TestBroker.class, CuttableProxy.class)))
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
        for (int number = 0; number < MESSAGES; number++) {
            publisher.publishAndAwait(number, "work");
        }
        assertThat(worker.begun.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.postponed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void checkWhatIsLeft() {
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            assertThat(messages(channel, "work")).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
            assertThat(messages(channel, "later")).containsExactlyInAnyOrder("later", "0");
            assertThat(TestBroker.connections()).isZero();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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

        @Inject
        AmqpPublisher publisher;

        @Amqp(value = "work", queueName = "work", concurrency = 1)
        void work(int number) throws InterruptedException {
            begun.countDown();
            Thread.sleep(1_500);
            // both connections must still be there, one for this and one for the acknowledgement
            publisher.publishAndAwait(number, "later");
        }

        @Amqp(value = "later", queueName = "later")
        void later() {
            postponed.countDown();
            throw new RetryMessageException(Duration.ofHours(1));
        }
    }
}
