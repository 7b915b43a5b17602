package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;

/** With pauses that nobody lives to see the end of. */
class AttemptsTest {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Attempts attempts = new Attempts(timer, new Serial(Runnable::run), new Backoff(PAUSE, PAUSE));
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void areMadeAtOnceWhereOnlyTheConnectionWasLost() {
        attempts.again(connectionEnded(null, new EOFException()), made::incrementAndGet);
        assertThat(made).hasValue(1);
        attempts.again(
                new IOException(connectionEnded(close(320, "CONNECTION_FORCED - broker forced connection closure"), null)),
                made::incrementAndGet);
        assertThat(made).hasValue(2);

        attempts.connected();
        assertThat(made).hasValue(2);
    }

    @Test
    void waitUntilThereIsAnotherConnection() {
        for (int refusal = 1; refusal <= 3; refusal++) {
            attempts.again(new IOException("refused"), made::incrementAndGet);
            assertThat(made).hasValue(refusal - 1);

            attempts.connected();
            assertThat(made).hasValue(refusal);
            attempts.connected();
            assertThat(made).hasValue(refusal);
        }
    }

    /** Or it would not live long enough for the others. */
    @Test
    void waitForTheirTimeWhereTheyMayHaveEndedTheConnection() {
        attempts.again(connectionEnded(close(503, "COMMAND_INVALID - unknown exchange type 'x-none'"), null),
                made::incrementAndGet);
        attempts.connected();
        attempts.again(connectionEnded(null, new IllegalStateException("a frame that nobody understands")),
                made::incrementAndGet);
        attempts.connected();

        assertThat(made).hasValue(0);
    }

    private static ShutdownSignalException connectionEnded(Method reason, Exception cause) {
        ShutdownSignalException signal = new ShutdownSignalException(true, false, reason, null);
        signal.initCause(cause);
        return signal;
    }

    private static Method close(int code, String text) {
        return new AMQP.Connection.Close.Builder().replyCode(code).replyText(text).classId(0).methodId(0).build();
    }
}
