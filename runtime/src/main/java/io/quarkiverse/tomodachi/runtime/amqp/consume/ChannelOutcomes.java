package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/**
 * Outcomes of the messages of one channel on their way to the broker, written in order on a thread of their own choosing. Those
 * that come when the channel has ended are dropped, since the broker gives their messages to somebody else then.
 */
final class ChannelOutcomes {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Channel channel;
    private final Runnable close;
    private final Serial writes;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final AcknowledgementTimer timer;
    private final AtomicInteger expected = new AtomicInteger();
    private volatile boolean ending;
    /** Known to those who write. */
    private boolean closed;

    /** @param close has the channel closed, elsewhere */
    ChannelOutcomes(Channel channel, ScheduledExecutorService executor, Runnable close) {
        this.channel = channel;
        this.close = close;
        this.writes = new Serial(executor);
        this.timer = new AcknowledgementTimer(executor, this::writeSoon);
    }

    private void writeSoon() {
        try {
            writes.execute(this::writeAcknowledgements);
        } catch (RuntimeException | Error e) {
            // there may be nothing that has it tried again, and the broker would wait
            close.run();
            throw e;
        }
    }

    /** @param messages how many of them the broker sends ahead */
    void prefetch(int messages) {
        timer.prefetch(messages);
    }

    /** A message has come. */
    void expect() {
        expected.incrementAndGet();
    }

    /** How many messages have none that was written. */
    int expected() {
        return expected.get();
    }

    /** Written soon, and together with others that are told meanwhile. */
    void acknowledge(long tag) {
        try {
            timer.added(acknowledgements.add(tag), expected.get());
        } catch (RuntimeException | Error e) {
            // nobody tells it once more, and the broker would wait for it
            close.run();
            throw e;
        }
    }

    private void writeAcknowledgements() {
        timer.begin();
        int written = 0;
        try {
            written = acknowledgements.write(channel::basicAck);
        } catch (IOException | ShutdownSignalException e) {
            dropped("Acknowledgements", e);
        } catch (RuntimeException | Error e) {
            closeAsIs();
            throw e;
        } finally {
            expected.addAndGet(-written);
            closeIfDone();
        }
    }

    CompletionStage<Void> reject(long tag) {
        return write(tag, () -> channel.basicReject(tag, false));
    }

    /**
     * Back to the queue, for others or for later; no delivery that counts. A rejection is one for the limit of a quorum queue
     * in all versions of the broker, a nack not in all.
     */
    CompletionStage<Void> giveBack(long tag) {
        return write(tag, () -> channel.basicNack(tag, false, true));
    }

    private CompletionStage<Void> write(long tag, Write outcome) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        writes.execute(() -> {
            try {
                outcome.run();
                acknowledgements.skip(tag);
            } catch (IOException | ShutdownSignalException e) {
                dropped("The outcome of a message", e);
            } catch (RuntimeException | Error e) {
                closeAsIs();
                throw e;
            } finally {
                expected.decrementAndGet();
                closeIfDone();
                written.complete(null);
            }
        });
        return written;
    }

    private static void dropped(String what, Exception reason) {
        LogEvent.of(LOG, Level.DEBUG, "%s could not be told to the broker, which delivers again what has none: %s", what,
                BrokerFailures.reason(reason)).write();
    }

    /** Completes when the outcomes told so far are written. */
    CompletionStage<Void> flush() {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        writes.execute(() -> {
            try {
                writeAcknowledgements();
            } finally {
                flushed.complete(null);
            }
        });
        return flushed;
    }

    /** Has the channel closed when the last message has its outcome. */
    void end() {
        ending = true;
        writes.execute(this::writeAcknowledgements);
    }

    /** Has it closed when what was told so far is written. */
    void endNow(Runnable then) {
        writes.execute(() -> {
            try {
                writeAcknowledgements();
            } finally {
                closeAsIs();
                then.run();
            }
        });
    }

    private void closeIfDone() {
        if (ending && !closed && expected.get() == 0 && channel.isOpen()) {
            closeAsIs();
        }
    }

    /** The broker would wait for what it was not told for as long as the channel lasts, and send no more in its place. */
    private void closeAsIs() {
        closed = true;
        close.run();
    }

    private interface Write {
        void run() throws IOException;
    }
}
