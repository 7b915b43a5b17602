package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.google.protobuf.Mixin;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;

/** What both transports share, on this one. */
class AwsFailurePolicyTest extends AwsBrokerTest {

    private static final String PREFIX = "policy-";
    private static final Duration SOON = Duration.ofSeconds(15);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Shop.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.\"ordered\".concurrency", "1");

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Shop shop;

    @Test
    void last_attempt_is_followed_by_the_dead_letter_queue() {
        aws.publishAndAwait("d", "doomed");

        await().atMost(SOON).until(() -> broker.visible(PREFIX + "doomed-dlq") == 1);
        assertThat(shop.doomed).hasValue(2);
        await().atMost(SOON).until(() -> broker.size(PREFIX + "doomed-queue") == 0);
    }

    @Test
    void failure_is_discarded_where_the_handler_says_so() {
        aws.publishAndAwait("d", "discarded");

        await().atMost(SOON).until(() -> shop.discarded.get() == 1 && broker.size(PREFIX + "discarded-queue") == 0);
        assertThat(shop.discarded).hasValue(1);
    }

    @Test
    void concurrency_of_the_configuration_counts() {
        for (int number = 0; number < 30; number++) {
            aws.publishAndAwait(number, "ordered");
        }

        await().atMost(SOON).until(() -> shop.ordered.size() == 30);
        assertThat(shop.most).hasValue(1);
    }

    @Test
    void protobuf_is_carried_in_its_envelope() {
        Mixin person = Mixin.newBuilder().setName("1").setRoot("友").build();
        aws.publishAndAwait(person, "person", Publish.envelope(new ProtobufEnvelope()));

        await().atMost(SOON).until(() -> shop.persons.contains(person));
        assertThatThrownBy(() -> aws.publishAndAwait(new byte[] { (byte) 0xC3, 0x28 }, "ordered"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("are no UTF-8");
    }

    @TomodachiService("shop")
    static class Shop {

        final AtomicInteger doomed = new AtomicInteger();
        final AtomicInteger discarded = new AtomicInteger();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final List<Integer> ordered = new CopyOnWriteArrayList<>();
        final Queue<Mixin> persons = new ConcurrentLinkedQueue<>();

        @FailurePolicy(attempts = 2, initialDelay = "1s")
        @AwsSnsSqs(topic = "doomed", queueName = "doomed-queue", deadLetterQueueName = "doomed-dlq", maxReceiveCount = 100)
        void doomed(String data) {
            doomed.incrementAndGet();
            throw new IllegalStateException("failed");
        }

        @AwsSnsSqs(topic = "discarded", queueName = "discarded-queue", onFailure = OnFailure.DISCARD)
        void discarded(String data) {
            discarded.incrementAndGet();
            throw new IllegalStateException("failed");
        }

        @AwsSnsSqs(topic = "ordered", queueName = "ordered-queue")
        void ordered(int number) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            ordered.add(number);
            running.decrementAndGet();
        }

        @AwsSnsSqs(topic = "person", queueName = "person-queue", envelope = ProtobufEnvelope.class)
        void person(Mixin person) {
            persons.add(person);
        }
    }
}
