package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.test.QuarkusUnitTest;

/** What handlers do with messages by hand, and what they and health are told. */
class AwsManualControlTest extends AwsBrokerTest {

    private static final String PREFIX = "manual-";
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Manual.class);

    @Inject
    Manual manual;

    @Inject
    @Any
    Instance<Transport> transports;

    @AfterEach
    void mend() {
        AwsTestEndpoint.faults("");
    }

    private static void send(String queue, String... bodies) {
        String url = broker.url(PREFIX + queue);
        for (String body : bodies) {
            broker.sqs().sendMessage(request -> request.queueUrl(url).messageBody(body)).join();
        }
    }

    private static void awaitEmpty(String queue) {
        await().atMost(SOON).until(() -> broker.size(PREFIX + queue) == 0);
    }

    @Test
    void deleted_message_is_gone_although_the_handler_fails() {
        send("deleted", "x");
        await().atMost(SOON).until(() -> manual.told.containsKey("deleted again"));
        awaitEmpty("deleted");
        assertThat(manual.deleted).hasValue(1);
        assertThat(manual.told.get("deleted again")).isInstanceOf(IllegalStateException.class);
        assertThat(manual.told.get("extended after delete")).isInstanceOf(IllegalStateException.class);
        assertThat(manual.told.get("released after delete")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void released_message_comes_again_although_the_handler_succeeds() {
        send("released", "x");
        await().atMost(SOON).until(() -> manual.released.size() == 2);
        assertThat(manual.released).containsExactly(1, 2);
        assertThat(manual.told.get("released too long")).isInstanceOf(IllegalArgumentException.class);
        assertThat(manual.told.get("extended too long")).isInstanceOf(IllegalArgumentException.class);
        awaitEmpty("released");
    }

    @Test
    void handler_learns_that_others_may_have_its_message() {
        AwsTestEndpoint.faults("access=denied,on=sqs.ChangeMessageVisibilityBatch,for=" + PREFIX + "lost");
        send("lost", "x");
        await().atMost(SOON).until(() -> manual.lost.size() >= 2);
        AwsTestEndpoint.faults("");
        assertThat(manual.lost).contains("told, 1");
        awaitEmpty("lost");
    }

    @Test
    void bodies_that_cannot_be_read_do_not_hold_up_the_others() {
        send("read", "no json", "[1]", "\"x\"", "{}", "{\"Message\": \"\"}", "{\"Message\": null}", "{", " ", "null",
                "{\"service\": {}, \"metadata\": {\"message_uuid\": \"u\", \"data_encoding\": \"raw\"},"
                        + " \"data\": \"good\"}");
        await().atMost(SOON).until(() -> manual.read.contains("good"));
        awaitEmpty("read");
        assertThat(manual.read).containsExactly("good");
    }

    @Test
    void health_tells_which_handler_does_not_receive_and_heals() {
        AwsTestEndpoint.faults("access=denied,on=sqs.ReceiveMessage,for=" + PREFIX + "released");
        send("released", "wake");
        await().atMost(SOON).until(() -> problemOf("Manual#released") != null);
        assertThat(health().ready()).isFalse();
        assertThat(problemOf("Manual#released")).contains(PREFIX + "released").contains("AccessDenied").contains("since");
        AwsTestEndpoint.faults("");
        // an answer without messages would take as long as a long poll
        send("released", "wake");
        await().atMost(SOON).until(() -> problemOf("Manual#released") == null);
        awaitEmpty("released");
    }

    /** What the readiness check says of one handler, {@code null} if all is well. */
    private String problemOf(String handler) {
        return health().details().entrySet().stream().map(Object::toString).filter(problem -> problem.contains(handler))
                .findFirst().orElse(null);
    }

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("aws-sns-sqs")).findFirst().orElseThrow()
                .health();
    }

    @TomodachiService("manual")
    static class Manual {

        final Map<String, Throwable> told = new ConcurrentHashMap<>();
        final AtomicInteger deleted = new AtomicInteger();
        final Queue<Integer> released = new ConcurrentLinkedQueue<>();
        final List<String> lost = new CopyOnWriteArrayList<>();
        final Queue<String> read = new ConcurrentLinkedQueue<>();

        private void note(String what, Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) {
                told.put(what, e);
            }
        }

        @AwsSnsSqs(queueName = "deleted")
        void deleted(SqsMessage message) {
            deleted.incrementAndGet();
            message.deleteAndAwait();
            note("extended after delete", () -> message.extendAndAwait(Duration.ofSeconds(10)));
            note("released after delete", () -> message.releaseAndAwait(Duration.ZERO));
            note("deleted again", message::deleteAndAwait);
            throw new IllegalStateException("failed after all");
        }

        @AwsSnsSqs(queueName = "released")
        void released(String data, SqsMessage message) {
            if (data.equals("wake")) {
                return;
            }
            released.add(message.approximateReceiveCount());
            if (message.approximateReceiveCount() == 1) {
                note("released too long", () -> message.releaseAndAwait(Duration.ofHours(13)));
                note("extended too long", () -> message.extendAndAwait(Duration.ofHours(13)));
                message.extendAndAwait(Duration.ofMinutes(1));
                message.releaseAndAwait(Duration.ofSeconds(1));
            }
        }

        @AwsSnsSqs(queueName = "lost", visibilityTimeout = 2)
        void lost(SqsMessage message) throws InterruptedException {
            CountDownLatch told = new CountDownLatch(1);
            if (message.approximateReceiveCount() == 1) {
                message.onVisibilityLost(told::countDown);
                lost.add((told.await(20, TimeUnit.SECONDS) && message.isVisibilityLost() ? "told, " : "not told, ")
                        + message.approximateReceiveCount());
            } else {
                lost.add("again");
            }
        }

        @AwsSnsSqs(queueName = "read", envelope = JsonEnvelope.class)
        void read(String data) {
            read.add(data);
        }
    }
}
