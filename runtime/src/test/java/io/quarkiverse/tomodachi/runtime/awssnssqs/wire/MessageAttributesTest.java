package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The expected values were written by the Python library. */
class MessageAttributesTest {

    @Test
    void writes_types_and_texts() {
        assertEncoded("s", "String", "s");
        assertEncoded("", "String", "");
        assertEncoded(1, "Number", "1");
        assertEncoded(1.0, "Number", "1.0");
        assertEncoded(1e20, "Number", "1e+20");
        assertEncoded(1e-7, "Number", "1e-07");
        assertEncoded(123456.789, "Number", "123456.789");
        assertEncoded(1.5e-5, "Number", "1.5e-05");
        assertEncoded(1e15, "Number", "1000000000000000.0");
        assertEncoded(1e16, "Number", "1e+16");
        assertEncoded(0.0001, "Number", "0.0001");
        assertEncoded(-0.5f, "Number", "-0.5");
        assertEncoded(true, "String.Array", "true");
        assertEncoded(null, "String.Array", "null");
        assertEncoded(List.of(), "String.Array", "[]");
        assertEncoded(Arrays.asList("x", 1, 2.5), "String.Array", "[\"x\", 1, 2.5]");
        TypedValue binary = MessageAttributes.encode(Map.of("a", new byte[] { 0, -1 })).get("a");
        assertThat(binary.type()).isEqualTo("Binary");
        assertThat(binary.binary()).containsExactly(0, -1);
        assertThatThrownBy(() -> MessageAttributes.encode(Map.of("a", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertEncoded(Object value, String type, String text) {
        assertThat(MessageAttributes.encode(Collections.singletonMap("a", value)).get("a"))
                .isEqualTo(new TypedValue(type, text, null));
    }

    @Test
    void reads_both_forms() throws IOException {
        assertThat(read("{\"Type\": \"Number\", \"Value\": \"5\"}")).isEqualTo(5);
        assertThat(read("{\"Type\": \"Number\", \"Value\": \"5.0\"}")).isEqualTo(5.0);
        assertThat(read("{\"Type\": \"Number\", \"Value\": \"1e5\"}")).isEqualTo(1e5);
        assertThat(read("{\"Type\": \"Number\", \"Value\": \"5000000000\"}")).isEqualTo(5_000_000_000L);
        assertThat(read("{\"Type\": \"String.Array\", \"Value\": \"[\\\"x\\\"]\"}")).isEqualTo(List.of("x"));
        assertThat(read("{\"Type\": \"String.Array\", \"Value\": \"true\"}")).isEqualTo(true);
        assertThat((byte[]) read("{\"Type\": \"Binary\", \"Value\": \"AAE=\"}")).containsExactly(0, 1);
        assertThat(read("{\"dataType\": \"String\", \"stringValue\": \"v\"}")).isEqualTo("v");
        assertThat(read("{\"Type\": \"String.Custom\", \"Value\": \"v\"}")).isEqualTo("v");
        assertThat(read("{\"Type\": \"String.Array\", \"Value\": \"broken\"}")).isEqualTo("broken");
        assertThat(MessageAttributes.fromBody(JsonText.read("{\"a\": {\"Value\": \"x\"}, \"b\": 1}"))).isEmpty();

        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "t");
        values.put("nothing", null);
        values.put("flag", false);
        assertThat(MessageAttributes.fromSqs(MessageAttributes.toSqs(MessageAttributes.encode(values)))).isEqualTo(values);
        assertThat(MessageAttributes.fromSqs(Map.of("n", MessageAttributeValue.builder().dataType("Number.int")
                .stringValue("7").build()))).containsEntry("n", 7);
    }

    /** A message may have a million digits, which take many seconds of the thread that reads them. */
    @Test
    void numbers_that_are_too_long_stay_text() throws IOException {
        String longest = "9".repeat(1_000);
        assertThat(read("{\"Type\": \"Number\", \"Value\": \"" + longest + "\"}")).isEqualTo(new BigInteger(longest));
        assertThat(read("{\"Type\": \"Number\", \"Value\": \"" + longest + "9\"}")).isEqualTo(longest + "9");
    }

    private static Object read(String attribute) throws IOException {
        return MessageAttributes.fromBody(JsonText.read("{\"a\": " + attribute + "}")).get("a");
    }

    @Test
    void reads_bodies_of_any_form() {
        ReceivedBody notification = ReceivedBody.parse("{\"Type\": \"Notification\", \"MessageId\": \"m\", \"TopicArn\":"
                + " \"arn:aws:sns:r:1:t\", \"Message\": \"hello\", \"Timestamp\": \"now\", \"MessageAttributes\":"
                + " {\"k\": {\"Type\": \"String\", \"Value\": \"v\"}}}");
        assertThat(notification).isEqualTo(new ReceivedBody("hello", "Notification", "arn:aws:sns:r:1:t", "m", "now",
                Map.of("k", "v")));
        ReceivedBody sent = ReceivedBody.parse("{\"Type\": \"Message\", \"Message\": \"\", \"TopicArn\": \"x\"}");
        assertThat(sent).isEqualTo(new ReceivedBody("", "Message", "", "", "", Map.of()));
        for (String raw : List.of("", "plain", "[1]", "\"x\"", "{\"id\": 1}", "{\"Message\": {\"a\": 1}}", "{broken",
                "{\"a\":".repeat(5000))) {
            assertThat(ReceivedBody.parse(raw).payload()).isEqualTo(raw);
        }
    }

    @Test
    void writes_the_body_of_a_message_for_a_queue() throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("a", "s");
        attributes.put("b", new byte[] { 0, -1 });
        assertThat(SentBody.write("data", "http://q", Instant.ofEpochMilli(1_700_000_000_007L),
                MessageAttributes.encode(attributes)))
                .isEqualTo("{\"Type\": \"Message\", \"QueueUrl\": \"http://q\", \"Version\": \"0\", \"Message\": \"data\","
                        + " \"Timestamp\": \"2023-11-14T22:13:20.007Z\", \"MessageAttributes\": {\"a\": {\"Type\":"
                        + " \"String\", \"Value\": \"s\"}, \"b\": {\"Type\": \"Binary\", \"Value\": \"AP8=\"}}}");
    }

    @Test
    void counts_all_that_aws_counts() {
        MessageSize.check("x".repeat(MessageSize.LIMIT), Map.of());
        MessageSize.check("x".repeat(MessageSize.LIMIT - 9), MessageAttributes.encode(Map.of("no", "x")));
        assertThatThrownBy(() -> MessageSize.check("å".repeat(MessageSize.LIMIT / 2),
                MessageAttributes.encode(Map.of("no", "x")))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048585 bytes");
    }
}
