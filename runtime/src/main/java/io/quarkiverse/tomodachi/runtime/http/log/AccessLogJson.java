package io.quarkiverse.tomodachi.runtime.http.log;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** One JSON object per line. */
final class AccessLogJson extends ExtFormatter {

    private final JsonFactory json = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String format(ExtLogRecord record) {
        StringWriter line = new StringWriter(512);
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringField("timestamp", record.getInstant().toString());
            generator.writeStringField("logger", record.getLoggerName());
            generator.writeStringField("level", "info");
            for (Map.Entry<String, Object> field : ((AccessLogRecord) record).fields().entrySet()) {
                if (field.getValue() instanceof Number number) {
                    generator.writeNumberField(field.getKey(), number.longValue());
                } else {
                    generator.writeStringField(field.getKey(), field.getValue().toString());
                }
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }
}
