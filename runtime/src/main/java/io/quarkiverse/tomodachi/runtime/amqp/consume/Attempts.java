package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;

/**
 * When a consumer tries again: after a pause that grows, but at once where nothing but the connection was lost, which has
 * pauses of its own; and no later than there is another connection. Except for {@link #connected} it is used by the tasks of
 * the consumer alone.
 */
final class Attempts {

    /** A consumer that lived this long was well; the delays of the next recovery begin from the smallest. */
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ScheduledExecutorService timer;
    private final Serial control;
    private final Backoff backoff;
    private long begun;
    /** The one that the next connection is to end, if there is any. */
    private Pause pause;

    /** @param control runs the attempts */
    Attempts(ScheduledExecutorService timer, Serial control, Backoff backoff) {
        this.timer = timer;
        this.control = control;
        this.backoff = backoff;
    }

    /** An attempt begins that may succeed. */
    void begin() {
        begun = System.nanoTime();
    }

    /** The consumer that there was is no more. */
    void lost() {
        if (System.nanoTime() - begun > WELL_NANOS) {
            backoff.reset();
        }
    }

    /**
     * Who may have ended the connection itself, with what the broker does not take, does not end the next one at once, too: its
     * pause takes its time, and the others can use the connection meanwhile.
     *
     * @param failure what the attempt, or the consumer, ended with
     * @param attempt the next one, which waits for the connection while there is none
     */
    void again(Throwable failure, Runnable attempt) {
        if (BrokerFailures.isOutage(failure)) {
            attempt.run();
            return;
        }
        Future<?> end = timer.schedule(() -> control.execute(attempt), backoff.next(), TimeUnit.MILLISECONDS);
        pause = BrokerFailures.isOfConnection(failure) ? null : new Pause(end, attempt);
    }

    /** There is another connection. */
    void connected() {
        control.execute(() -> {
            if (pause != null && pause.end().cancel(false)) {
                pause.attempt().run();
            }
            pause = null;
        });
    }

    /** A time to wait before an attempt. */
    private record Pause(Future<?> end, Runnable attempt) {
    }
}
