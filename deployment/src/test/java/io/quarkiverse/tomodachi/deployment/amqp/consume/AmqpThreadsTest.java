package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** On which threads handlers of messages run. */
class AmqpThreadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Threads.class, Reactive.class);

    @Inject
    @ForService("threads")
    AmqpPublisher publisher;

    @Test
    void followFromTheMethodOrItsAnnotations() {
        Map<String, String> expected = Map.of("plain", "worker", "uni", "loop", "stage", "loop", "nonblocking", "loop",
                "blocking", "worker", "class.plain", "loop", "class.blocking", "worker");
        expected.keySet().forEach(key -> publisher.publishAndAwait("x", key));

        await().untilAsserted(() -> assertThat(Threads.SEEN).containsExactlyInAnyOrderEntriesOf(expected));
    }

    @TomodachiService("threads")
    public static class Threads {

        static final Map<String, String> SEEN = new ConcurrentHashMap<>();

        /** Each call has a context of its own on either kind of thread. */
        static void see(String key) {
            SEEN.put(key, Vertx.currentContext() == null ? "no context"
                    : Context.isOnEventLoopThread() ? "loop" : Context.isOnWorkerThread() ? "worker" : "other");
        }

        @Amqp("plain")
        void plain() {
            see("plain");
        }

        @Amqp("uni")
        Uni<Void> uni() {
            see("uni");
            return Uni.createFrom().voidItem();
        }

        @Amqp("stage")
        CompletionStage<Void> stage() {
            see("stage");
            return CompletableFuture.completedStage(null);
        }

        @NonBlocking
        @Amqp("nonblocking")
        void nonBlocking() {
            see("nonblocking");
        }

        @Blocking
        @Amqp("blocking")
        Uni<Void> blocking() {
            see("blocking");
            return Uni.createFrom().voidItem();
        }
    }

    @NonBlocking
    @TomodachiService("reactive")
    public static class Reactive {

        @Amqp("class.plain")
        void plain() {
            Threads.see("class.plain");
        }

        @Blocking
        @Amqp("class.blocking")
        void blocking() {
            Threads.see("class.blocking");
        }
    }
}
