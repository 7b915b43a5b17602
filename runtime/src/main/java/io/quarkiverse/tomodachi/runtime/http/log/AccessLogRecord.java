package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.Map;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/** A line with its fields, which structured logs show as they show the mapped diagnostic context. */
final class AccessLogRecord extends ExtLogRecord {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> fields;

    AccessLogRecord(String message, Map<String, Object> fields) {
        super(Level.INFO, message, FormatStyle.NO_FORMAT, AccessLog.class.getName());
        this.fields = fields;
        setLoggerName(AccessLog.CATEGORY);
        fields.forEach((name, value) -> putMdc(name, value.toString()));
    }

    Map<String, Object> fields() {
        return fields;
    }
}
