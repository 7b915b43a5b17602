package io.quarkiverse.tomodachi.runtime.logging;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * A line of the log that tells people a sentence, and machines the same as fields. The fields are in the MDC of this one
 * record, beside those of the handler that runs, whatever thread or context it is written on.
 * <p>
 * Nothing of it fails, whatever the log does: what a line is about, such as the outcome of a message or another attempt to
 * connect, goes on without the line, or without the part of it that could not be made. Errors of the virtual machine are no
 * exception. They are what a log handler that runs out of memory or stack ends with, and all that the log manager lets through;
 * whoever wants them to end the application tells the virtual machine ({@code -XX:+ExitOnOutOfMemoryError}).
 */
public final class LogEvent {

    /** Makes the same line with nobody to read it cost nothing. */
    private static final LogEvent IGNORED = new LogEvent(null, null);

    private final Logger logger;
    private final ExtLogRecord record;

    private LogEvent(Logger logger, ExtLogRecord record) {
        this.logger = logger;
        this.record = record;
    }

    /**
     * @param format as of {@link String#format(String, Object...)}
     * @return the line, to be {@link #write() written} after its fields are set
     */
    public static LogEvent of(Logger logger, Level level, String format, Object... arguments) {
        try {
            if (!logger.isLoggable(level)) {
                return IGNORED;
            }
            ExtLogRecord record = new ExtLogRecord(level, format, FormatStyle.PRINTF, LogEvent.class.getName());
            record.setParameters(arguments);
            record.setLoggerName(logger.getName());
            return new LogEvent(logger, record).with(ExtLogRecord::copyMdc);
        } catch (RuntimeException | Error e) {
            return IGNORED;
        }
    }

    /** Makes and writes a line, where to make it may fail as well. */
    public static void write(Supplier<LogEvent> line) {
        try {
            line.get().write();
        } catch (RuntimeException | Error e) {
            // as there is nobody else to tell
        }
    }

    /** @param value {@code null} for no such field */
    public LogEvent with(String field, Object value) {
        return value == null ? this : with(line -> line.putMdc(field, value.toString()));
    }

    private LogEvent with(Consumer<ExtLogRecord> part) {
        if (record != null) {
            try {
                part.accept(record);
            } catch (RuntimeException | Error e) {
                // the line is written without it
            }
        }
        return this;
    }

    /** With the fields that lines have which are written while the handler is called. */
    public LogEvent about(HandlerDescription handler) {
        return with("handler", handler.id()).with("service", handler.service()).with("transport", handler.transport());
    }

    public LogEvent with(Map<String, ?> fields) {
        fields.forEach(this::with);
        return this;
    }

    public LogEvent because(Throwable failure) {
        if (record != null) {
            record.setThrown(failure);
        }
        return this;
    }

    public void write() {
        if (record != null) {
            try {
                logger.logRaw(record);
            } catch (RuntimeException | Error e) {
                // as there is nobody else to tell
            }
        }
    }
}
