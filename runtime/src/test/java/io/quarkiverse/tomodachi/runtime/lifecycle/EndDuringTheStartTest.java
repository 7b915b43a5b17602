package io.quarkiverse.tomodachi.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** An end that others bring about, at any moment of the start: what has not begun does not begin, and nobody waits for ever. */
class EndDuringTheStartTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Notes what it is told. */
    private final class Noting implements Transport {

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public Uni<Void> receive() {
            steps.add("receive");
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> stop() {
            steps.add("stop");
            return Uni.createFrom().completionStage(stopped);
        }
    }

    private CompletionStage<Object> note(LifecyclePhase phase) {
        steps.add(phase.name());
        return CompletableFuture.completedFuture(null);
    }

    private ServiceLifecycle lifecycle(Function<LifecyclePhase, CompletionStage<Object>> started) {
        return Lifecycles.of(new Noting(), Map.of("start-timeout", "0", "termination-grace-period", "10ms"),
                Map.of(LifecyclePhase.STARTED, started, LifecyclePhase.STOPPING, this::note));
    }

    private static Thread run(Runnable code) {
        Thread thread = new Thread(code);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitEnd(Thread thread) throws InterruptedException {
        thread.join(LIMIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void nothingBeginsAfterIt() {
        stopped.complete(null);
        ServiceLifecycle lifecycle = lifecycle(this::note);
        lifecycle.onStop(null);
        lifecycle.onHttp(null);
        assertThat(steps).containsExactly("STOPPING", "stop");
        assertThat(lifecycle.isReady()).isFalse();
    }

    @Test
    void isNotHeldUpByAStartedMethodThatNeverEndsNorIsTheStart() throws Exception {
        stopped.complete(null);
        ServiceLifecycle lifecycle = lifecycle(phase -> {
            note(phase);
            return new CompletableFuture<>();
        });
        Thread start = run(() -> lifecycle.onHttp(null));
        await().atMost(LIMIT).until(() -> steps.contains("STARTED"));

        awaitEnd(run(() -> lifecycle.onStop(null)));
        awaitEnd(start);
        assertThat(steps).containsExactly("STARTED", "STOPPING", "stop");
    }

    /** Or the process would be gone while the first one is in the middle of it. */
    @Test
    void whoeverAsksForItAgainWaitsForItsEnd() throws Exception {
        ServiceLifecycle lifecycle = lifecycle(this::note);
        lifecycle.termination.leeway = Duration.ofMinutes(10);
        Thread first = run(() -> lifecycle.onStop(null));
        await().atMost(LIMIT).until(() -> steps.contains("stop"));
        Thread second = run(() -> lifecycle.onStop(null));
        await().atMost(LIMIT).until(() -> second.getState() == Thread.State.WAITING);
        assertThat(first.isAlive()).isTrue();

        stopped.complete(null);
        awaitEnd(first);
        awaitEnd(second);
        assertThat(steps).containsExactly("STOPPING", "stop");
    }
}
