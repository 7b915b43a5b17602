package io.quarkiverse.tomodachi.runtime.logging;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** A handler of a logger that fails with whatever is written, of all levels, until it is closed. */
public final class FailingLog extends Handler implements AutoCloseable {

    private final AtomicInteger failures = new AtomicInteger();
    private final Logger logger;
    private final Supplier<Error> failure;

    /** For want of memory, which is what the log manager lets through. */
    public FailingLog(String logger) {
        this(logger, () -> new OutOfMemoryError("on purpose"));
    }

    FailingLog(String logger, Supplier<Error> failure) {
        this.logger = Logger.getLogger(logger);
        this.failure = failure;
        this.logger.setLevel(Level.DEBUG);
        this.logger.addHandler(this);
    }

    /** How many lines it has failed with. */
    public int failures() {
        return failures.get();
    }

    @Override
    public void publish(LogRecord line) {
        failures.incrementAndGet();
        throw failure.get();
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }
}
