package io.quarkiverse.tomodachi.runtime.logging;

import java.util.Map;
import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * A line of the log that tells people a sentence, and machines the same as fields. The fields are in the MDC of this one
 * record,
 * beside those of the handler that runs, whatever thread or context it is written on.
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
        if (!logger.isLoggable(level)) {
            return IGNORED;
        }
        ExtLogRecord record = new ExtLogRecord(level, format, FormatStyle.PRINTF, LogEvent.class.getName());
        record.setParameters(arguments);
        record.setLoggerName(logger.getName());
        record.copyMdc();
        return new LogEvent(logger, record);
    }

    /** @param value {@code null} for no such field */
    public LogEvent with(String field, Object value) {
        if (record != null && value != null) {
            record.putMdc(field, value.toString());
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
            logger.logRaw(record);
        }
    }
}
