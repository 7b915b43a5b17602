package io.quarkiverse.tomodachi.deployment.logging;

import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** What is logged, from {@link #begin()} to {@link #end()}. */
public final class LoggedEvents extends Handler {

    private static final List<ExtLogRecord> ALL = new CopyOnWriteArrayList<>();

    private LoggedEvents() {
    }

    public static void begin() {
        ALL.clear();
        Logger.getLogger("").addHandler(new LoggedEvents());
    }

    public static void end() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getClass().getName().equals(LoggedEvents.class.getName())) {
                Logger.getLogger("").removeHandler(handler);
            }
        }
    }

    /** Waits for a line with these fields, and returns all that it has. */
    public static Map<String, String> with(Map<String, String> fields) {
        return await("a line with " + fields).atMost(Duration.ofSeconds(30)).until(() -> find(fields), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Map<String, String>> find(Map<String, String> fields) {
        return ALL.stream().map(ExtLogRecord::getMdcCopy)
                .filter(record -> record.entrySet().containsAll(fields.entrySet())).findFirst();
    }

    /** All that was written, as it was. */
    public static List<ExtLogRecord> records() {
        return List.copyOf(ALL);
    }

    /** All that was written, with the fields and stack traces. */
    public static List<String> texts() {
        return ALL.stream().map(LoggedEvents::text).toList();
    }

    private static String text(ExtLogRecord record) {
        StringWriter text = new StringWriter();
        text.append(record.getFormattedMessage()).append(" ").append(record.getMdcCopy().toString());
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text.append('\n'), true));
        }
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        ExtLogRecord extended = ExtLogRecord.wrap(record);
        extended.copyMdc();
        ALL.add(extended);
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
