package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

/** Headers that are there to do harm. The message goes where any other goes that fails. */
class AmqpHostileHeadersTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long STACK = 512L * 1024 * 1024;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Target.class);

    @Inject
    Target target;

    @Test
    void headers_that_are_nested_too_deep_are_rejected() throws Exception {
        // the embedded broker takes 64 levels, RabbitMQ any number
        List<Object> nested = List.of();
        for (int level = 0; level < (TestBroker.isRabbitMq() ? 20_000 : 58); level++) {
            nested = List.of(nested);
        }
        publishWithDeepStack("deep", new BasicProperties.Builder().messageId("7").headers(Map.of("nested", nested)).build());
        channel.basicPublish("", prefix + "deep", null, "good".getBytes());

        await().atMost(LIMIT).untilAsserted(() -> assertThat(target.deep).containsExactly("good"));
        GetResponse dead = awaitMessage("deep.dead");
        assertThat(dead.getBody()).asString().isEqualTo("deep");
        assertThat(dead.getProps().getMessageId()).isEqualTo("7");
        assertThat(dead.getProps().getHeaders()).containsKey("x-tomodachi-unreadable-headers");
        assertThat(dead.getProps().getHeaders().get("x-tomodachi-message"))
                .hasToString("the headers of the message cannot be read: they are nested more than 50 deep");
        assertThat(TestBroker.connections()).isLessThanOrEqualTo(2);
    }

    /** There is no room for what a retry notes, nor for what is told of a dead letter. */
    @Test
    void headers_that_fill_a_frame_are_dead_lettered_at_once() throws Exception {
        channel.basicPublish("", prefix + "large", new BasicProperties.Builder()
                .headers(Map.of("huge", "x".repeat(130_900), "small", "kept")).build(), "large".getBytes());

        GetResponse dead = awaitMessage("large.dead");
        assertThat(dead.getBody()).asString().isEqualTo("large");
        assertThat(dead.getProps().getHeaders()).doesNotContainKey("huge").containsKey("small");
        assertThat(dead.getProps().getHeaders().get("x-tomodachi-left-out"))
                .hasToString("1 headers that could not be sent on: huge");
        assertThat(dead.getProps().getHeaders().get("x-tomodachi-attempts")).isEqualTo(1);
        assertThat(target.large).hasValue(1);
    }

    /** The client goes down as many levels as it writes. */
    private void publishWithDeepStack(String queue, BasicProperties properties) throws Exception {
        CompletableFuture<Void> published = new CompletableFuture<>();
        new Thread(null, () -> {
            try {
                channel.basicPublish("", prefix + queue, properties, queue.getBytes());
                published.complete(null);
            } catch (Exception | Error e) {
                published.completeExceptionally(e);
            }
        }, "deep", STACK).start();
        published.get(2, TimeUnit.MINUTES);
    }

    private GetResponse awaitMessage(String queue) {
        return await().atMost(LIMIT).until(() -> channel.basicGet(prefix + queue, true), message -> message != null);
    }

    @TomodachiService("target")
    public static class Target {

        final List<String> deep = new CopyOnWriteArrayList<>();
        final AtomicInteger large = new AtomicInteger();

        @Amqp(value = "deep", queueName = "deep", deadLetterQueue = "deep.dead")
        void deep(String data) {
            deep.add(data);
        }

        @FailurePolicy(attempts = 5, initialDelay = "100ms")
        @Amqp(value = "large", queueName = "large", deadLetterQueue = "large.dead")
        void large(String data) {
            large.incrementAndGet();
            throw new IllegalStateException("never");
        }
    }
}
