package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class TraceAttributesTest {

    private static final String FIELD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String HEADER = "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1";

    private static Map<String, TypedValue> attributes(int number) {
        Map<String, TypedValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < number; i++) {
            attributes.put("a" + i, TypedValue.of(TypedValue.STRING, "x"));
        }
        return attributes;
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("traceparent", FIELD);
        fields.put("baggage", "k=v");
        return fields;
    }

    @Test
    void takesWhatThereIsRoomFor() {
        assertThat(TraceAttributes.add(attributes(8), fields())).hasSize(10).containsKeys("traceparent", "baggage");
        assertThat(TraceAttributes.add(attributes(9), fields())).hasSize(10).containsKey("traceparent")
                .doesNotContainKey("baggage");
        assertThat(TraceAttributes.add(attributes(10), fields())).isEqualTo(attributes(10));
        Map<String, TypedValue> own = attributes(9);
        own.put("traceparent", TypedValue.of(TypedValue.STRING, "old"));
        assertThat(TraceAttributes.add(own, fields())).hasSize(10)
                .containsEntry("traceparent", TypedValue.of(TypedValue.STRING, FIELD));
        assertThat(TraceAttributes.add(attributes(2), Map.of())).isEqualTo(attributes(2));
    }

    @Test
    void hasTheHeaderTellWhatAttributesDoNot() {
        assertThat(TraceAttributes.header(attributes(10), fields())).isEqualTo(HEADER);
        assertThat(TraceAttributes.header(TraceAttributes.add(attributes(1), fields()), fields())).isNull();
        assertThat(TraceAttributes.header(attributes(10), Map.of())).isNull();
    }

    @Test
    void readsAndWritesTheHeader() {
        assertThat(AwsTraceHeader.read(HEADER)).isEqualTo(FIELD);
        assertThat(AwsTraceHeader.read("Parent=00f067aa0ba902b7; Sampled=0;Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Lineage=1"))
                .isEqualTo(FIELD.substring(0, FIELD.length() - 1) + "0");
        assertThat(AwsTraceHeader.write(FIELD.replace("-01", "-00"))).endsWith("Sampled=0");
        assertThat(AwsTraceHeader.read("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736")).isNull();
        assertThat(AwsTraceHeader.read("nonsense")).isNull();
        assertThat(AwsTraceHeader.read(null)).isNull();
        assertThat(AwsTraceHeader.write("nonsense")).isNull();
    }
}
