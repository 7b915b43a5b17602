package io.quarkiverse.tomodachi.runtime.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Uni;

class FailuresTest {

    private static final Invocation INVOCATION = new Invocation() {
    };

    @Test
    void tellsOutcomesOfExceptionsThatCannotTellTheirMessage() {
        assertTold(Completion.of(invocation -> {
            throw new Mute();
        }, INVOCATION));
        assertTold(ResultFuture.of("handler", Uni.createFrom().failure(new Mute()), INVOCATION));
        assertTold(new PreparingInvoker(null, null).invoke(new Invocation() {
            @Override
            public void prepare() {
                throw new Mute();
            }
        }));
    }

    @Test
    void leavesOthersAsTheyAre() {
        Error error = new StackOverflowError();

        assertThat(Failures.tellable(error)).isSameAs(error);
    }

    private static void assertTold(CompletionStage<Object> stage) {
        AtomicReference<Throwable> told = new AtomicReference<>();
        stage.thenApply(result -> result).thenCompose(CompletableFuture::completedFuture)
                .whenComplete((result, failure) -> told.set(Failures.unwrap(failure)));
        assertThat(told.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining(Mute.class.getName());
    }

    private static final class Mute extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }
}
