package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged as an error, and lines of the access log that a client has broken. */
final class ErrorLog extends Handler implements AutoCloseable {

    /** Quarkus tells of each address that it cannot read; it reads only those of trusted proxies. */
    private static final String FORWARDED = "io.quarkus.vertx.http.runtime.ForwardedParser";

    private final List<String> records = new CopyOnWriteArrayList<>();

    ErrorLog() {
        Logger.getLogger("").addHandler(this);
    }

    List<String> take() {
        List<String> taken = List.copyOf(records);
        records.removeAll(taken);
        return taken;
    }

    @Override
    public void publish(LogRecord record) {
        boolean access = record.getLoggerName() != null && record.getLoggerName().endsWith(".http.access");
        String message = access && record instanceof org.jboss.logmanager.ExtLogRecord line ? line.getFormattedMessage()
                : record.getMessage();
        if (record.getLevel().intValue() >= Level.SEVERE.intValue() && !FORWARDED.equals(record.getLoggerName())) {
            records.add(record.getLoggerName() + ": " + message + trace(record.getThrown()));
        } else if (access && message.chars().anyMatch(c -> c < ' ' || c == 127)) {
            records.add("A line of the access log has control characters: " + message);
        }
    }

    private static String trace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n    ").append(thrown);
        StackTraceElement[] trace = thrown.getStackTrace();
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            text.append("\n      at ").append(trace[i]);
        }
        return thrown.getCause() == null || thrown.getCause() == thrown ? text.toString() : text + trace(thrown.getCause());
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
