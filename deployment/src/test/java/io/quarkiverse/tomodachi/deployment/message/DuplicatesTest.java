package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

class DuplicatesTest extends BrokerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Shop.class, Enveloped.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.\"configured\".deduplicate", "1M")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.\"off\".deduplicate", "0");

    @Inject
    Shop shop;

    private void publish(String key, String message) throws Exception {
        channel.basicPublish("amq.topic", prefix + key, null, message.getBytes());
    }

    private long count(String event) {
        return shop.events.stream().filter(event::equals).count();
    }

    /** With one message at a time the last one comes after the outcome of all others. */
    @Test
    void handlesOneOfManyCopies() throws Exception {
        String copy = Enveloped.of("copy");
        for (int i = 0; i < 20; i++) {
            publish("ordered", copy);
        }
        publish("ordered", Enveloped.of("last"));

        await().until(() -> count("last") == 1);
        assertThat(count("copy")).isEqualTo(1);
    }

    @Test
    void isOffWhereItIsSwitchedOff() throws Exception {
        String copy = Enveloped.of("twice");
        publish("off", copy);
        publish("off", copy);

        await().until(() -> count("twice") == 2);
    }

    @Test
    void isOnWhereItIsSwitchedOn() throws Exception {
        String copy = Enveloped.of("configured");
        publish("configured", copy);
        publish("configured", copy);
        publish("configured", Enveloped.of("configured last"));

        await().until(() -> count("configured last") == 1);
        assertThat(count("configured")).isEqualTo(1);
    }

    /** The first delivery fails only after the second one has arrived; then the second one takes its place at once. */
    @Test
    void waitsForTheCopyThatRuns() throws Exception {
        String copy = Enveloped.of("slow");
        publish("slow", copy);
        assertThat(shop.started.await(10, TimeUnit.SECONDS)).isTrue();
        publish("slow", copy);
        publish("slow", Enveloped.of("other"));
        await().until(() -> count("other") == 1);
        assertThat(count("slow")).isEqualTo(1);

        shop.fail.countDown();

        await().until(() -> count("slow done") == 1);
        assertThat(count("slow")).isEqualTo(2);
    }

    @TomodachiService(value = "shop", envelope = JsonEnvelope.class)
    public static class Shop {

        final List<String> events = new CopyOnWriteArrayList<>();
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch fail = new CountDownLatch(1);

        @Deduplicate("10m")
        @Amqp(value = "ordered", concurrency = 1)
        void ordered(String data) {
            events.add(data);
        }

        @Deduplicate
        @Amqp(value = "off", concurrency = 1)
        void off(String data) {
            events.add(data);
        }

        @Amqp(value = "configured", concurrency = 1)
        void configured(String data) {
            events.add(data);
        }

        /** Retries would come only in an hour. */
        @Deduplicate
        @FailurePolicy(initialDelay = "1h", maxDelay = "1h")
        @Amqp("slow")
        void slow(String data) throws InterruptedException {
            events.add(data);
            if (!data.equals("slow")) {
                return;
            }
            if (started.getCount() > 0) {
                started.countDown();
                fail.await();
                throw new IllegalStateException("the first one fails");
            }
            events.add("slow done");
        }
    }
}
