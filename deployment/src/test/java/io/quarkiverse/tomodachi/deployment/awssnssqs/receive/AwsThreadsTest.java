package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** On which threads handlers of messages run. */
class AwsThreadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("threads-", Threads.class);

    @Inject
    AwsSnsSqsPublisher publisher;

    @Test
    void followFromTheMethodOrItsAnnotations() {
        Map<String, String> expected = Map.of("plain", "worker", "uni", "loop", "nonblocking", "loop", "blocking", "worker");
        expected.keySet().forEach(topic -> publisher.publishAndAwait("x", topic));

        await().untilAsserted(() -> assertThat(Threads.SEEN).containsExactlyInAnyOrderEntriesOf(expected));
    }

    @TomodachiService("threads")
    static class Threads {

        static final Map<String, String> SEEN = new ConcurrentHashMap<>();

        /** Each call has a context of its own on either kind of thread. */
        private static void see(String topic) {
            SEEN.put(topic, Vertx.currentContext() == null ? "no context"
                    : Context.isOnEventLoopThread() ? "loop" : Context.isOnWorkerThread() ? "worker" : "other");
        }

        @AwsSnsSqs(topic = "plain", queueName = "threads-plain")
        void plain(String data) {
            see("plain");
        }

        @AwsSnsSqs(topic = "uni", queueName = "threads-uni")
        Uni<Void> uni(String data) {
            see("uni");
            return Uni.createFrom().voidItem();
        }

        @NonBlocking
        @AwsSnsSqs(topic = "nonblocking", queueName = "threads-nonblocking")
        void nonBlocking(String data) {
            see("nonblocking");
        }

        @Blocking
        @AwsSnsSqs(topic = "blocking", queueName = "threads-blocking")
        Uni<Void> blocking(String data) {
            see("blocking");
            return Uni.createFrom().voidItem();
        }
    }
}
