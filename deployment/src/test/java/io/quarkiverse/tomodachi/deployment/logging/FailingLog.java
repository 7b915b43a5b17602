package io.quarkiverse.tomodachi.deployment.logging;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A handler of loggers that has no memory for whatever is written, of all levels, until it is closed. */
public final class FailingLog extends Handler implements AutoCloseable {

    private final AtomicInteger failures = new AtomicInteger();
    private final Logger logger;

    /** @param logger the one that fails, with those below it */
    public FailingLog(String logger) {
        this.logger = Logger.getLogger(logger);
        this.logger.setLevel(Level.FINE);
        this.logger.addHandler(this);
    }

    /** How many lines it has failed with. */
    public int failures() {
        return failures.get();
    }

    @Override
    public void publish(LogRecord line) {
        failures.incrementAndGet();
        throw new OutOfMemoryError("on purpose");
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
