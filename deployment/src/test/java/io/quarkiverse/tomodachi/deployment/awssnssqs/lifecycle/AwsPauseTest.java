package io.quarkiverse.tomodachi.deployment.awssnssqs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.deployment.message.HeldCalls;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Handlers that are told to receive nothing for a while. */
class AwsPauseTest {

    private static final String PREFIX = "pause-";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Shop.class, HeldCalls.class);

    private static final Broker BROKER = new Broker();

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Shop shop;

    @Inject
    Tomodachi tomodachi;

    @Inject
    @All
    List<Transport> transports;

    @AfterAll
    static void disconnect() {
        BROKER.close();
    }

    @Test
    void hands_back_what_was_not_begun_and_lets_the_running_call_end() throws Exception {
        PausableHandler jobs = handler("job");
        for (int number = 0; number < 4; number++) {
            aws.sendAndAwait(Integer.toString(number), "jobs.fifo", Publish.groupId("g"));
        }
        assertThat(shop.jobs.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        jobs.pause().await().atMost(LIMIT);
        jobs.pause().await().atMost(LIMIT);
        assertThat(jobs.isPaused()).isTrue();
        assertThat(health().ready()).isTrue();
        assertThat(health().details().get(jobs.handler())).startsWith("paused since 2");
        await().atMost(LIMIT).until(() -> hidden("jobs.fifo").equals("1"));

        // the call that runs since before counts: no second one runs beside it
        jobs.resume().await().atMost(LIMIT);
        jobs.pause().await().atMost(LIMIT);
        jobs.resume().await().atMost(LIMIT);
        aws.sendAndAwait("x", "quick");
        await().atMost(LIMIT).until(() -> shop.quick.get() == 1);
        assertThat(shop.jobs.begun.availablePermits()).isZero();

        jobs.pause().await().atMost(LIMIT);
        shop.jobs.mayEnd.release(4);
        await().atMost(LIMIT).until(() -> shop.jobs.ended.size() == 1);
        await().atMost(LIMIT).until(() -> visible("jobs.fifo").equals("3") && hidden("jobs.fifo").equals("0"));

        jobs.resume().await().atMost(LIMIT);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(shop.jobs.ended).containsExactly("0", "1", "2", "3"));
        assertThat(shop.jobs.together).hasValue(1);
        assertThat(health().details()).doesNotContainKey(jobs.handler());
    }

    @Test
    void hands_back_what_waits_for_a_batch_to_be_full_and_lets_the_one_that_runs_end() throws Exception {
        PausableHandler batch = handler("batch");
        send("batches", 0, 5);
        assertThat(shop.batches.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        send("batches", 5, 8);
        await().atMost(LIMIT).until(() -> hidden("batches").equals("8"));

        batch.pause().await().atMost(LIMIT);
        await().atMost(LIMIT).until(() -> visible("batches").equals("3") && hidden("batches").equals("5"));
        send("batches", 8, 10);
        shop.batches.mayEnd.release(2);
        await().atMost(LIMIT).until(() -> visible("batches").equals("5") && hidden("batches").equals("0"));
        assertThat(shop.batches.begun.availablePermits()).isZero();

        batch.resume().await().atMost(LIMIT);
        await().atMost(LIMIT).until(() -> shop.batches.ended.size() == 2 && hidden("batches").equals("0"));
        assertThat(shop.batches.ended).allSatisfy(data -> assertThat(data).hasSize(5));
        assertThat(shop.batches.ended.stream().flatMap(List::stream)).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5",
                "6", "7", "8", "9");
        assertThat(visible("batches")).isEqualTo("0");
    }

    private void send(String queue, int from, int to) {
        for (int number = from; number < to; number++) {
            aws.sendAndAwait(Integer.toString(number), queue);
        }
    }

    @Test
    void is_paused_from_the_start() {
        PausableHandler later = handler("later");
        assertThat(later.isPaused()).isTrue();
        aws.sendAndAwait("x", "later");
        assertThat(visible("later")).isEqualTo("1");

        later.resume().await().atMost(LIMIT);
        await().atMost(LIMIT).until(() -> shop.later.get() == 1);
    }

    private PausableHandler handler(String method) {
        return tomodachi.service("shop").pausableHandler(method);
    }

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("aws-sns-sqs")).findFirst().orElseThrow()
                .health();
    }

    private static String visible(String queue) {
        return attributes(queue).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private static String hidden(String queue) {
        return attributes(queue).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private static Map<QueueAttributeName, String> attributes(String queue) {
        return BROKER.attributes(PREFIX + queue);
    }

    @TomodachiService("shop")
    static class Shop {

        final HeldCalls<String> jobs = new HeldCalls<>();
        final HeldCalls<List<String>> batches = new HeldCalls<>();
        final AtomicInteger quick = new AtomicInteger();
        final AtomicInteger later = new AtomicInteger();

        @Inject
        Tomodachi tomodachi;

        @StartService
        void begin() {
            tomodachi.service("shop").pausableHandler("later").pause();
        }

        @AwsSnsSqs(queueName = "jobs.fifo", fifo = true)
        void job(String data) throws InterruptedException {
            jobs.call(data);
        }

        /** With a window that is longer than the test. */
        @AwsSnsSqs(queueName = "batches", concurrency = 2, batchSize = 5, batchWindow = "5m")
        void batch(List<String> data) throws InterruptedException {
            batches.call(data);
        }

        @AwsSnsSqs(queueName = "quick")
        void quick() {
            quick.incrementAndGet();
        }

        @AwsSnsSqs(queueName = "later")
        void later() {
            later.incrementAndGet();
        }
    }
}
