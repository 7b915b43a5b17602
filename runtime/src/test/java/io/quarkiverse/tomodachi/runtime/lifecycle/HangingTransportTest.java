package io.quarkiverse.tomodachi.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** A transport that never answers does not hold up the termination for ever. */
class HangingTransportTest {

    private static final class Hanging implements Transport {

        private final List<String> steps = new CopyOnWriteArrayList<>();
        private final CountDownLatch receiving = new CountDownLatch(1);
        private final CompletableFuture<Void> never = new CompletableFuture<>();

        private Uni<Void> step(String name) {
            steps.add(name);
            return Uni.createFrom().completionStage(never);
        }

        @Override
        public String name() {
            return "hanging";
        }

        @Override
        public Uni<Void> receive() {
            Uni<Void> step = step("receive");
            receiving.countDown();
            return step;
        }

        @Override
        public Uni<Void> pause() {
            return step("pause");
        }

        @Override
        public Uni<Void> drain() {
            return step("drain");
        }

        @Override
        public Uni<Void> stop() {
            return step("stop");
        }
    }

    @Test
    void isLeftBehind() throws Exception {
        Hanging transport = new Hanging();
        ServiceLifecycle lifecycle = Lifecycles.of(transport, Map.of("termination-grace-period", "10ms"), Map.of());
        Thread start = new Thread(() -> lifecycle.onHttp(null));
        start.setDaemon(true);
        start.start();
        assertThat(transport.receiving.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture.runAsync(() -> lifecycle.onStop(null)).get(60, TimeUnit.SECONDS);

        assertThat(transport.steps).containsExactly("receive", "pause", "drain", "stop");
        transport.never.complete(null);
        start.join(20_000);
        assertThat(start.isAlive()).isFalse();
    }
}
