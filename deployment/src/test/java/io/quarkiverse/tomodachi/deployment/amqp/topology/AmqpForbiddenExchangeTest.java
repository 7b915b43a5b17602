package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.RabbitMqControl;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

/** With the permissions of a RabbitMQ, which the other broker does not have. */
@EnabledIfSystemProperty(named = "tomodachi.test.rabbitmq.control", matches = ".+")
class AmqpForbiddenExchangeTest extends BrokerTest {

    private static final String FORBIDDEN = "tomodachi-test-forbidden-" + UUID.randomUUID();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MANY = 100;
    /** The broker is asked again in some of them, as it is once a second. */
    private static final int ROUNDS = 8;
    private static final Duration PAUSE = Duration.ofMillis(300);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Seller.class);

    @Inject
    Seller seller;

    @AfterEach
    void allow() throws Exception {
        RabbitMqControl.run("set_permissions", "guest", ".*", ".*", ".*");
        channel.exchangeDelete(FORBIDDEN);
    }

    @Test
    void harmsNobodyElseAndIsUsedWhenItMayBe() throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.exchangeDeclare(FORBIDDEN, "fanout");
        channel.queueBind(queue, FORBIDDEN, "");
        RabbitMqControl.run("set_permissions", "guest", ".*", "^(?!" + FORBIDDEN + ").*", ".*");
        AmqpPublishException refused = failure();
        assertThat(refused).hasMessageContainingAll("ACCESS_REFUSED", FORBIDDEN);
        assertThat(refused.reason()).isEqualTo(Reason.NOT_SENT);

        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            publishMany(queue, others);
            CompletableFuture<Void> again = seller.publish(FORBIDDEN, "key", "again");
            publishMany(queue, others);
            assertThat(again).failsWithin(LIMIT);
            await().pollDelay(PAUSE).until(() -> true);
        }
        assertThat(CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))).succeedsWithin(LIMIT);
        for (int number = 0; number < others.size(); number++) {
            assertThat(next(queue)).isEqualTo(Integer.toString(number));
        }

        RabbitMqControl.run("set_permissions", "guest", ".*", ".*", ".*");
        await().atMost(LIMIT).until(() -> failure() == null);
        assertThat(next(queue)).isEqualTo("x");
        assertThat(next(queue)).isNull();
    }

    private void publishMany(String queue, List<CompletableFuture<Void>> outcomes) {
        for (int i = 0; i < MANY; i++) {
            outcomes.add(seller.publish("", queue, Integer.toString(outcomes.size())));
        }
    }

    private String next(String queue) throws Exception {
        GetResponse next = channel.basicGet(queue, true);
        return next == null ? null : new String(next.getBody());
    }

    private AmqpPublishException failure() {
        return catchThrowableOfType(AmqpPublishException.class,
                () -> seller.publisher.publish("x", "key", Publish.exchange(FORBIDDEN)).await().atMost(LIMIT));
    }

    @TomodachiService("seller")
    public static class Seller {

        @Inject
        AmqpPublisher publisher;

        CompletableFuture<Void> publish(String exchange, String key, String text) {
            return publisher.publish(text, key, Publish.exchange(exchange)).subscribeAsCompletionStage();
        }
    }
}
