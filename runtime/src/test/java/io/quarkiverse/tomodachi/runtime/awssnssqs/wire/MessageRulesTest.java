package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {

    private static void refused(Map<String, TypedValue> attributes, String text) {
        assertThatThrownBy(() -> MessageRules.checkAttributes(attributes)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private static void taken(String name, TypedValue value) {
        assertThatCode(() -> MessageRules.checkAttributes(Map.of(name, value))).as(name + " " + value)
                .doesNotThrowAnyException();
    }

    private static TypedValue text(String text) {
        return TypedValue.of(TypedValue.STRING, text);
    }

    private static TypedValue number(String text) {
        return TypedValue.of(TypedValue.NUMBER, text);
    }

    @Test
    void bodies_are_not_empty_and_have_the_characters_of_xml() {
        assertThatCode(() -> MessageRules.checkPayload("\t\r\n å \uD83D\uDE00 \uFFFD")).doesNotThrowAnyException();
        assertThatThrownBy(() -> MessageRules.checkPayload("")).hasMessageContaining("The message is empty");
        assertThatThrownBy(() -> MessageRules.checkPayload("a\u0000")).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> MessageRules.checkPayload("a\uFFFF")).hasMessageContaining("U+FFFF");
        assertThatThrownBy(() -> MessageRules.checkPayload("half \uD83D")).hasMessageContaining("U+D83D");
        assertThatThrownBy(() -> MessageRules.checkPayload("\uDE00 half")).hasMessageContaining("U+DE00");
    }

    @Test
    void queues_take_ten_attributes_at_most() {
        assertThatCode(() -> MessageRules.checkCount(10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> MessageRules.checkCount(11)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The message has 11 attributes; SQS takes 10 at most");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a b", ".a", "a.", "a..b", "å", "a/b" })
    void names_that_are_not_possible(String name) {
        refused(Map.of(name, text("x")), "has a name that SNS and SQS do not take");
    }

    @Test
    void names_have_a_length_and_some_are_reserved() {
        taken("a-b_c.D9", text("x"));
        taken("n".repeat(256), text("x"));
        taken("awsome", text("x"));
        refused(Map.of("n".repeat(257), text("x")), "has a name that SNS and SQS do not take");
        refused(Map.of("AWS.trace", text("x")), "has a reserved name");
        refused(Map.of("Amazon.trace", text("x")), "has a reserved name");
    }

    @Test
    void values_are_not_empty_and_have_the_characters_of_xml() {
        refused(Map.of("a", text("")), "is empty");
        refused(Map.of("a", new TypedValue(TypedValue.BINARY, null, new byte[0])), "is empty");
        refused(Map.of("a", text("\u0001")), "contains the character U+0001");
        taken("a", new TypedValue(TypedValue.BINARY, null, new byte[] { 0 }));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1.5", "1e126", "1e-128", "99999999999999999999999999999999999999", "1000e123", "10.00" })
    void numbers_that_are_possible(String text) {
        taken("n", number(text));
        taken("n", TypedValue.of("Number.int", text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1e127", "1e-129", "999999999999999999999999999999999999999", "one", "NaN", "1 " })
    void numbers_that_are_not_possible(String text) {
        refused(Map.of("n", number(text)), "is a number that SNS and SQS do not take");
        refused(Map.of("n", TypedValue.of("Number.int", text)), "is a number that SNS and SQS do not take");
        taken("n", text(text));
    }

    @Test
    void groups_and_deduplication_ids_are_printable_ascii() {
        assertThatCode(() -> MessageRules.checkId("groupId", null)).doesNotThrowAnyException();
        assertThatCode(() -> MessageRules.checkId("groupId", "!~aZ9" + "x".repeat(123))).doesNotThrowAnyException();
        for (String id : new String[] { "", "a b", "å", "x".repeat(129) }) {
            assertThatThrownBy(() -> MessageRules.checkId("groupId", id)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The option groupId is 1 to 128 letters");
        }
    }
}
