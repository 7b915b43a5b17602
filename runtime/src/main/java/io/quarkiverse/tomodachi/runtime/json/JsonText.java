package io.quarkiverse.tomodachi.runtime.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.ImageMode;

/**
 * JSON as the Python library writes it: a space after commas and colons, everything outside ASCII escaped. Objects are mapped
 * with the application's {@code ObjectMapper}.
 */
public final class JsonText {

    private static volatile Mapping mapping;

    private JsonText() {
    }

    public static String write(Object value) throws JsonProcessingException {
        return mapping().writer.writeValueAsString(value);
    }

    /** Of one piece after the other, which takes less than a tree of them. */
    public static String write(Pieces pieces) throws JsonProcessingException {
        TextWriter text = new TextWriter();
        try (JsonGenerator generator = mapping().writer.createGenerator(text)) {
            pieces.write(generator);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes JSON. */
    @FunctionalInterface
    public interface Pieces {

        void write(JsonGenerator generator) throws IOException;
    }

    public static JsonNode read(String text) throws IOException {
        return read(mapping().reader, text);
    }

    static JsonNode read(ObjectReader reader, String text) throws IOException {
        JsonNode node = reader.readTree(text);
        if (node == null || node.isMissingNode()) {
            throw new IOException("no JSON: the text is empty");
        }
        return node;
    }

    /** What an application published cannot be written: tells why, and what can. */
    public static IllegalArgumentException unwritable(Object data, Exception failure) {
        Throwable cause = failure instanceof IllegalArgumentException && failure.getCause() != null ? failure.getCause()
                : failure;
        String reason = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return new IllegalArgumentException("Data of " + data.getClass().getName() + " cannot be written as JSON: " + reason
                + ". Publish a record, a class with getters, a map, a list, text or a number"
                + (ImageMode.current() == ImageMode.NATIVE_RUN
                        ? "; a class that no handler names needs @RegisterForReflection in a native executable"
                        : ""),
                failure);
    }

    public static JsonNode tree(Object value) {
        return value instanceof JsonNode node ? node : mapping().mapper.valueToTree(value);
    }

    public static <T> T convert(JsonNode node, JavaType type) throws JsonProcessingException {
        return mapping().mapper.treeToValue(node, type);
    }

    public static ObjectNode object() {
        return mapping().mapper.createObjectNode();
    }

    /** Seconds since the epoch with microseconds, the form of timestamps in envelopes. */
    public static BigDecimal epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9))
                .setScale(6, RoundingMode.DOWN);
    }

    /** @return {@code null} for what is no number, or no time */
    public static Instant instant(JsonNode epochSeconds) {
        return epochSeconds.isNumber() && isTime(epochSeconds.doubleValue()) ? instant(epochSeconds.decimalValue()) : null;
    }

    /** @return {@code null} for what is no time, and for 0, which stands for none in protobuf */
    public static Instant instant(double epochSeconds) {
        return epochSeconds != 0 && isTime(epochSeconds) ? instant(BigDecimal.valueOf(epochSeconds)) : null;
    }

    private static boolean isTime(double epochSeconds) {
        return Math.abs(epochSeconds) <= Instant.MAX.getEpochSecond();
    }

    private static Instant instant(BigDecimal value) {
        long seconds = value.setScale(0, RoundingMode.FLOOR).longValue();
        return Instant.ofEpochSecond(seconds, value.subtract(BigDecimal.valueOf(seconds)).movePointRight(9).longValue());
    }

    static ObjectReader reader() {
        return mapping().reader;
    }

    /** One for each application, so that its mapper is not looked for each time. */
    private static Mapping mapping() {
        ArcContainer container = Arc.container();
        Mapping known = mapping;
        if (known == null || (container != null && known.container != container)) {
            ObjectMapper current = container == null ? null : container.instance(ObjectMapper.class).get();
            known = new Mapping(container, current == null ? new ObjectMapper() : current);
            mapping = known;
        }
        return known;
    }

    private static final class Mapping {

        final ArcContainer container;
        final ObjectMapper mapper;
        final ObjectWriter writer;
        final ObjectReader reader;

        Mapping(ArcContainer container, ObjectMapper mapper) {
            this.container = container;
            this.mapper = mapper;
            this.writer = mapper.writer(new SpacedPrinter()).with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .without(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .with(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            this.reader = JsonLimits.liftTextLimit(mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // which Python writes for floats that JSON has no form for
                    .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS));
        }
    }

    private static final class SpacedPrinter extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }
    }
}
