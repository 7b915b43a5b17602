package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** A broker closes the channel of a consumer for instance when an acknowledgement takes too long. */
class AmqpChannelCloseTest {

    private static final int TIMES = 3;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Slow.class);

    @Inject
    Slow slow;

    @Inject
    AmqpConsumers consumers;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.queue-name-prefix")
    String prefix;

    @Test
    void consumesAgainAndAcknowledgesNothingElse() throws Exception {
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.basicPublish("amq.topic", prefix + "slow", null, "slow".getBytes());
            for (int time = 1; time <= TIMES; time++) {
                int deliveries = time;
                await().atMost(Duration.ofSeconds(20)).until(() -> slow.begun.size() == deliveries
                        && consumers.problems(Set.of()).isEmpty());
                TestBroker.closeFirstChannels();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> slow.begun.size() == TIMES + 1);
            slow.finish.countDown();

            String queue = AmqpNames.competingQueue(prefix, "slow");
            await().until(() -> slow.ended.size() == TIMES + 1);
            channel.basicPublish("amq.topic", prefix + "slow", null, "more".getBytes());
            await().until(() -> slow.ended.contains("more"));
            assertThat(slow.begun).containsExactly("slow", "slow", "slow", "slow", "more");
            assertThat(channel.consumerCount(queue)).isOne();
            assertThat(channel.messageCount(queue)).isZero();
            assertThat(TestBroker.connections()).isOne();
        }
    }

    @TomodachiService("slow")
    public static class Slow {

        final List<String> begun = new CopyOnWriteArrayList<>();
        final List<String> ended = new CopyOnWriteArrayList<>();
        final CountDownLatch finish = new CountDownLatch(1);

        @Amqp("slow")
        void slow(String data) throws InterruptedException {
            begun.add(data);
            finish.await(60, TimeUnit.SECONDS);
            ended.add(data);
        }
    }
}
