package io.quarkiverse.tomodachi.deployment.amqp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.message.HeldCalls;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;

/** Handlers that are told to receive nothing for a while. */
class AmqpPauseTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Shop.class, HeldCalls.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-ttl", "6S");

    @Inject
    Shop shop;

    @Inject
    Tomodachi tomodachi;

    @Inject
    @All
    List<Transport> transports;

    @Test
    void gives_back_what_was_not_begun_and_lets_the_running_call_end() throws Exception {
        PausableHandler slow = handler("slow");
        publish("slow", 0, 5);
        assertThat(shop.slow.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(LIMIT).until(() -> channel.messageCount(prefix + "slow") == 0);

        slow.pause().await().atMost(LIMIT);
        slow.pause().await().atMost(LIMIT);
        assertThat(slow.isPaused()).isTrue();
        await().atMost(LIMIT).until(() -> channel.messageCount(prefix + "slow") == 4);
        assertThat(channel.consumerCount(prefix + "slow")).isZero();
        assertThat(health().ready()).isTrue();
        assertThat(health().details().get(slow.handler())).startsWith("paused since 2");

        // the call that runs since before counts: no second one runs beside it
        slow.resume().await().atMost(LIMIT);
        await().atMost(LIMIT).until(() -> channel.consumerCount(prefix + "slow") == 1
                && channel.messageCount(prefix + "slow") == 0);
        assertThat(shop.slow.begun.availablePermits()).isZero();
        slow.pause().await().atMost(LIMIT);
        shop.slow.mayEnd.release();
        await().atMost(LIMIT).until(() -> shop.slow.ended.size() == 1);
        await().atMost(LIMIT).until(() -> channel.messageCount(prefix + "slow") == 4);

        TestBroker.cutConnections();
        publish("quick", 0, 1);
        await().atMost(LIMIT).until(() -> shop.quick.get() == 1 && health().ready());
        assertThat(channel.consumerCount(prefix + "slow")).isZero();
        assertThat(channel.messageCount(prefix + "slow")).isEqualTo(4);

        shop.slow.mayEnd.release(4);
        slow.resume().await().atMost(LIMIT);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(shop.slow.ended).containsExactly(0, 1, 2, 3, 4));
        assertThat(shop.slow.together).hasValue(1);
        assertThat(health().details()).doesNotContainKey(slow.handler());
    }

    @Test
    void has_one_consumer_after_any_number_of_changes() throws Exception {
        PausableHandler busy = handler("busy(int)");
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int change = 0; change < 10; change++) {
                    busy.pause();
                    busy.resume();
                }
            }));
        }
        publish("busy", 0, 200);
        threads.forEach(CompletableFuture::join);
        busy.resume().await().atMost(LIMIT);

        await().atMost(LIMIT).until(() -> shop.busy.size() >= 200);
        assertThat(shop.busy).doesNotHaveDuplicates().hasSize(200);
        await().atMost(LIMIT).until(() -> channel.consumerCount(prefix + "busy") == 1);
    }

    @Test
    void pauses_itself() throws Exception {
        publish("itself", 0, 3);
        await().atMost(LIMIT).until(() -> handler("itself").isPaused() && channel.consumerCount(prefix + "itself") == 0
                && channel.messageCount(prefix + "itself") == 2);
        assertThat(shop.itself).containsExactly(0);
    }

    @Test
    void is_paused_from_the_start_and_its_queue_is_kept() throws Exception {
        PausableHandler later = handler("later");
        assertThat(later.isPaused()).isTrue();
        assertThat(channel.consumerCount(prefix + "later")).isZero();
        channel.queueDelete(prefix + "later");
        await().atMost(LIMIT).until(this::hasLaterQueue);

        publish("later", 0, 1);
        later.resume().await().atMost(LIMIT);
        await().atMost(LIMIT).until(() -> shop.later.get() == 1);
    }

    private boolean hasLaterQueue() throws Exception {
        try (Channel probe = connection.createChannel()) {
            probe.queueDeclarePassive(prefix + "later");
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void finds_handlers() {
        assertThat(tomodachi.pausableHandlers()).extracting(PausableHandler::handler)
                .containsExactlyElementsOf(tomodachi.service("shop").pausableHandlers().stream()
                        .map(PausableHandler::handler).toList())
                .hasSize(6).contains(Shop.class.getName() + "#slow(int)");
        assertThatThrownBy(() -> handler("none")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Service 'shop' has no method 'none' that receives messages; it has ")
                .hasMessageContaining("#slow(int)");
        assertThatThrownBy(() -> handler("busy")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("#busy(int), ").hasMessageContaining("#busy(int, String)");
        assertThat(handler("busy(int,String)")).isSameAs(handler("busy(int, String)"));
    }

    private PausableHandler handler(String method) {
        return tomodachi.service("shop").pausableHandler(method);
    }

    private void publish(String queue, int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            channel.basicPublish("", prefix + queue, null, Integer.toString(number).getBytes());
        }
    }

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("amqp")).findFirst().orElseThrow().health();
    }

    @TomodachiService("shop")
    public static class Shop {

        final HeldCalls<Integer> slow = new HeldCalls<>();
        final AtomicInteger quick = new AtomicInteger();
        final List<Integer> busy = new CopyOnWriteArrayList<>();
        final List<Integer> itself = new CopyOnWriteArrayList<>();
        final AtomicInteger later = new AtomicInteger();

        @Inject
        Tomodachi tomodachi;

        @StartService
        void begin() {
            tomodachi.service("shop").pausableHandler("later").pause();
        }

        @Amqp(value = "slow", queueName = "slow", concurrency = 1, prefetch = 10)
        void slow(int number) throws InterruptedException {
            slow.call(number);
        }

        @Amqp(value = "quick", queueName = "quick")
        void quick() {
            quick.incrementAndGet();
        }

        @Amqp(value = "busy", queueName = "busy")
        void busy(int number) {
            busy.add(number);
        }

        @Amqp(value = "other", queueName = "other")
        void busy(int number, String routingKey) {
        }

        @Amqp(value = "itself", queueName = "itself", concurrency = 1)
        void itself(int number) {
            itself.add(number);
            tomodachi.service("shop").pausableHandler("itself").pause();
        }

        @Amqp(value = "later", queueName = "later")
        void later() {
            later.incrementAndGet();
        }
    }
}
