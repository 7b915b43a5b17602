package io.quarkiverse.tomodachi.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** What the termination does not wait for any longer, and what fails in it, is told with fields that alerts can be made of. */
class TerminationLogTest {

    private final LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.lifecycle");

    @AfterEach
    void close() {
        events.close();
    }

    /** Never comes to the end of its pause, and fails to stop. */
    private static final class Bad implements Transport {

        @Override
        public String name() {
            return "bad";
        }

        @Override
        public Uni<Void> pause() {
            return Uni.createFrom().nothing();
        }

        @Override
        public Uni<Void> stop() {
            return Uni.createFrom().failure(new IllegalStateException("on purpose"));
        }
    }

    private Map<String, String> fields(String event) {
        return events.fields().stream().filter(fields -> event.equals(fields.get("event"))).findFirst().orElseThrow(
                () -> new AssertionError("no " + event + " in " + events.texts() + " " + events.fields()));
    }

    @Test
    void tellsLimitsThatAreReachedAndFailures() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        ServiceLifecycle lifecycle = Lifecycles.of(new Bad(),
                Map.of("start-timeout", "0", "termination-grace-period", "10ms", "stopping-timeout", "20ms"),
                Map.of(LifecyclePhase.STARTED, phase -> {
                    started.countDown();
                    return new CompletableFuture<>();
                }, LifecyclePhase.STOPPING, phase -> new CompletableFuture<>(), LifecyclePhase.STOP,
                        phase -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"))));
        Thread start = new Thread(() -> lifecycle.onHttp(null));
        start.setDaemon(true);
        start.start();
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.runAsync(() -> lifecycle.onStop(null)).get(60, TimeUnit.SECONDS);

        assertThat(fields("methods-left")).containsOnly(Map.entry("event", "methods-left"), Map.entry("phase", "stopping"),
                Map.entry("limit_ms", "20"));
        // though the stopping methods have used up all of it
        assertThat(fields("handlers-left")).containsOnly(Map.entry("event", "handlers-left"), Map.entry("handlers", "1"),
                Map.entry("messages", "0"), Map.entry("limit_ms", "10"));
        assertThat(events.texts()).contains("WARN 1 handlers are still running after the grace period of PT0.01S;"
                + " nobody waits for them any more");
        assertThat(fields("transport-left")).containsEntry("transport", "bad").containsEntry("phase", "pause")
                .containsKey("limit_ms");
        assertThat(fields("method-failed")).containsOnly(Map.entry("event", "method-failed"), Map.entry("phase", "stop"),
                Map.entry("service", "shop"));
        assertThat(fields("transport-failed")).containsOnly(Map.entry("event", "transport-failed"),
                Map.entry("transport", "bad"), Map.entry("phase", "stop"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !start.isAlive());
    }

    /** SQS may be told of one that comes late, and so may RabbitMQ as long as there is a connection. */
    @Test
    void promisesNothingOfMessagesWithoutOutcome() {
        TerminationLog.handlersLeft(3, 2, Duration.ofSeconds(20));

        assertThat(events.texts()).containsExactly("WARN 3 handlers are still running after the grace period of PT20S;"
                + " 2 messages have no outcome yet, and will be delivered again unless it can still be told");
        assertThat(fields("handlers-left")).containsOnly(Map.entry("event", "handlers-left"), Map.entry("handlers", "3"),
                Map.entry("messages", "2"), Map.entry("limit_ms", "20000"));
    }
}
