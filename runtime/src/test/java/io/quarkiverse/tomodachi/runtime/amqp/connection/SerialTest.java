package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.logging.FailingLog;

class SerialTest {

    private final List<Integer> run = new ArrayList<>();
    private Throwable problem;

    /** They may be acknowledgements, and those that follow too. */
    @ParameterizedTest
    @ValueSource(classes = { RejectedExecutionException.class, OutOfMemoryError.class })
    void tasksRunWhereTheyAreGivenIfThereIsNoThread(Class<? extends Throwable> kind) throws Exception {
        Serial serial = new Serial(task -> {
            if (problem instanceof Error error) {
                throw error;
            }
            if (problem instanceof RuntimeException exception) {
                throw exception;
            }
            task.run();
        });
        problem = kind.getConstructor().newInstance();
        serial.execute(() -> run.add(1));
        problem = null;
        serial.execute(() -> run.add(2));
        assertThat(run).containsExactly(1, 2);
    }

    /** Or a consumer would neither consume nor acknowledge any more. */
    @Test
    void thoseThatFollowRunWhereOneFailsAndTheLogToo() {
        Serial serial = new Serial(Runnable::run);
        try (FailingLog log = new FailingLog("io.quarkiverse.tomodachi.amqp")) {
            serial.execute(() -> {
                serial.execute(() -> run.add(1));
                throw new IllegalStateException("on purpose");
            });
            serial.execute(() -> run.add(2));
            assertThat(log.failures()).isOne();
        }
        assertThat(run).containsExactly(1, 2);
    }
}
