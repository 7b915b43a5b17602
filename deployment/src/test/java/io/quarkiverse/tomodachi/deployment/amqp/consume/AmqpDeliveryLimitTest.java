package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.module.ModuleDescriptor.Version;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

/** A message that ends the connection again and again before there is an outcome. */
class AmqpDeliveryLimitTest extends BrokerTest {

    private static final int REDELIVERIES = 3;
    private static final Duration WAIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Holding.class)
            .setLogRecordPredicate(record -> record.getMessage().contains("discards a message"))
            .assertLogRecords(AmqpDeliveryLimitTest::tellsOfTheLimitOfTheBroker);

    @Inject
    Holding holding;

    /** Once, also where the connection was lost since. */
    private static void tellsOfTheLimitOfTheBroker(List<LogRecord> records) {
        if (!isRabbitMq4()) {
            assertThat(records).isEmpty();
        } else {
            assertThat(records).singleElement().satisfies(record -> assertThat(((ExtLogRecord) record).getFormattedMessage())
                    .contains(".unlimited that", "Have holding.receive name"));
        }
    }

    /** Or a later one. */
    private static boolean isRabbitMq4() {
        if (!TestBroker.isRabbitMq()) {
            return false;
        }
        try (Connection connection = TestBroker.connect()) {
            return Version.parse(connection.getServerProperties().get("version").toString()).compareTo(Version.parse("4")) >= 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goesToTheDeadLetterQueueWhenItWasDeliveredTooOften() throws Exception {
        String queue = prefix + "held";
        channel.basicPublish("amq.topic", prefix + "held", MessageProperties.PERSISTENT_BASIC, "x".getBytes());
        for (int delivery = 1; delivery <= 1 + REDELIVERIES; delivery++) {
            int deliveries = delivery;
            await().atMost(WAIT).until(() -> holding.deliveries.get() == deliveries);
            TestBroker.cutConnections();
        }

        GetResponse letter = await().atMost(WAIT)
                .until(() -> channel.basicGet(prefix + "held.dead", true), Objects::nonNull);
        assertThat(letter.getBody()).asString().isEqualTo("x");
        assertThat(letter.getProps().getHeaders().toString()).contains("delivery_limit", queue)
                .doesNotContain("x-tomodachi-exception");
        await().atMost(WAIT).until(() -> channel.consumerCount(queue) == 1 && messages(queue) == 0);

        holding.release.countDown();
        channel.basicPublish("amq.topic", prefix + "held", MessageProperties.PERSISTENT_BASIC, "y".getBytes());
        await().atMost(WAIT).until(() -> holding.deliveries.get() == 2 + REDELIVERIES);
        await().atMost(WAIT).until(() -> messages(queue) == 0);
        assertThat(channel.basicGet(prefix + "held.dead", true)).isNull();
    }

    @TomodachiService("holding")
    public static class Holding {

        final AtomicInteger deliveries = new AtomicInteger();
        final CountDownLatch release = new CountDownLatch(1);

        @Amqp(value = "held", queueName = "held", quorum = true, deliveryLimit = REDELIVERIES, deadLetterQueue = "held.dead")
        void hold(String data) throws InterruptedException {
            deliveries.incrementAndGet();
            release.await(2, TimeUnit.MINUTES);
        }

        @Amqp(value = "unlimited", queueName = "unlimited", quorum = true)
        void receive(String data) {
            // only its queue matters
        }
    }
}
