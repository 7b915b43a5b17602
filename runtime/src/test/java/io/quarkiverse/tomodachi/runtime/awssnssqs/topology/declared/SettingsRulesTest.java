package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRulesTest {

    private static final String LONG_PREFIX = "a-prefix-that-is-too-long-";

    private static HandlerSettings settings(String topic, String queue, boolean fifo) {
        return new HandlerSettings(topic, queue, true, null, null, null, null, fifo, 10);
    }

    private static List<String> problems(String topic, String queue, boolean fifo) {
        return SettingsRules.problems(settings(topic, queue, fifo));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", emptyValue = "", value = { "orders, '', false", "'', q, false", "orders, q.fifo, true",
            "orders.fifo, q.fifo, true", "stock.updated, q, false", "order paid.fifo, q.fifo, true", "å/b, q, false",
            "orders.#, q, false", "#.fifo, q.fifo, true", "*, '', false",
            "arn:aws:sns:eu-west-1:123456789012:orders, q, false", "arn:aws-us-gov:sns:us-gov-east-1:123456789012:o, q, false",
            "arn:aws-cn:sns:cn-north-1:123456789012:o.fifo, q.fifo, true",
            "orders, arn:aws:sqs:eu-west-1:000000000000:q, false",
            "${topic}, ${queue}, false", "a-${stage}, ${stage}.fifo, true", "'arn:aws:sns:${region}:1:x', q, false" })
    void names_that_are_taken(String topic, String queue, boolean fifo) {
        assertThat(problems(topic, queue, fifo)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.b", "a b", " a", "a/b", "å", "友", "😀", "a\nb", "a:b", "a$b", "a\0b", ".fifo.fifo" })
    void nonsense_is_no_name_of_a_queue(String name) {
        assertThat(problems("", name, name.endsWith(".fifo"))).singleElement().asString()
                .contains("has an invalid queueName: Queue name (" + name + ") may only contain");
    }

    @Test
    void expressions_have_an_end() {
        assertThat(SettingsRules.expressionProblems(
                new HandlerSettings("${topic", "a-${b:${c}", true, null, null, null, null, false, 10))).containsExactly(
                        "has the topic '${topic', whose expression does not end; close it with }",
                        "has the queueName 'a-${b:${c}', whose expression does not end; close it with }");
        assertThat(SettingsRules.expressionProblems(
                new HandlerSettings("t", "q", true, "${x", null, "${dead", 3, false, 10)
                        .withAttributes(new DeclaredAttributes(Map.of("KmsMasterKeyId", "${k"), Map.of("KmsMasterKeyId", "${"),
                                Map.of()))))
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem).endsWith("whose expression does not end; close it with }"));
        assertThat(SettingsRules.expressionProblems(
                new HandlerSettings("${topic:{}}", "${a:${b:}}", true, null, null, null, null, false, 10))).isEmpty();
    }

    @Test
    void blank_topic_is_none() {
        assertThat(problems(" ", "q", false)).containsExactly(
                "has the topic ' ', which is blank; name the topic or leave it out");
    }

    @Test
    void removing_a_filter_policy_needs_a_topic_too() {
        for (String policy : List.of("", "{}", "${policy}")) {
            assertThat(SettingsRules.problems(new HandlerSettings("", "q", true, policy, null, null, null, false, 10)))
                    .singleElement().asString().startsWith("has a filterPolicy but no topic");
        }
    }

    @ParameterizedTest
    @CsvSource({ "eu-west-1:123456789012, eu-west-1:123456789012, 0", "eu-west-1:123456789012, eu-west-1:210987654321, 1",
            "eu-west-1:123456789012, eu-north-1:123456789012, 1" })
    void dead_letters_stay_within_an_account_and_region(String queue, String deadLetters, int problems) {
        assertThat(SettingsRules.problems(new HandlerSettings("", "arn:aws:sqs:" + queue + ":q", true, null, null,
                "arn:aws:sqs:" + deadLetters + ":dead", 3, false, 10))).hasSize(problems)
                .allMatch(problem -> problem.contains("which is of another account or region than its queue arn:aws:sqs:"));
    }

    @Test
    void suffix_alone_is_no_name() {
        assertThat(problems(".fifo", ".fifo", true)).containsExactly(
                "has an invalid topic: Topic name (.fifo) has nothing before the suffix; choose a name that AWS takes",
                "has an invalid queueName: Queue name (.fifo) has nothing before the suffix; choose a name that AWS takes");
    }

    @Test
    void long_names_are_those_that_aws_does_not_take() {
        assertThat(problems("t".repeat(256), "q".repeat(80), false)).isEmpty();
        assertThat(problems("t".repeat(257), "q".repeat(81), false)).hasSize(2)
                .allMatch(problem -> problem.contains("too long"));
        assertThat(problems("t".repeat(251) + ".fifo", "q".repeat(75) + ".fifo", true)).isEmpty();
        assertThat(problems("t".repeat(252) + ".fifo", "q".repeat(76) + ".fifo", true)).hasSize(2);
        // the suffix is appended
        assertThat(problems("t".repeat(251), "q.fifo", true)).isEmpty();
        assertThat(problems("t".repeat(252), "q.fifo", true)).singleElement().asString().contains(".fifo) is too long");
        // a dot takes six characters
        assertThat(problems("t".repeat(250) + ".", "q", false)).isEmpty();
        assertThat(problems("t".repeat(251) + ".", "q", false)).singleElement().asString()
                .contains("Topic name (" + "t".repeat(251) + "___2e_) is too long");
    }

    @ParameterizedTest
    @ValueSource(strings = { "arn:", "arn:aws:sqs:eu-west-1:123456789012:q", "arn:aws:sns:::orders",
            "arn:aws:sns:eu-west-1::orders",
            "arn:aws:sns::123456789012:orders", "arn:aws:sns:eu-west-1:1234:orders", "arn:aws:sns:eu-west-1:123456789012:",
            "arn:aws:sns:eu-west-1:123456789012:a*", "arn:aws:sns:eu-west-1:123456789012:a:subscription",
            "arn:aws:sns:*:123456789012:orders" })
    void what_is_no_arn_of_a_topic(String topic) {
        assertThat(problems(topic, "q", false))
                .containsExactly("has the topic '" + topic + "', which is not the ARN of a topic;"
                        + " write arn:aws:sns:<region>:<account>:<name>, or the name alone");
    }

    @ParameterizedTest
    @ValueSource(strings = { "arn:", "arn:aws:sns:eu-west-1:123456789012:t", "arn:aws:sqs:::orders",
            "arn:aws:sqs:eu-west-1:me:orders", "arn:aws:sqs:eu-west-1:123456789012:" })
    void what_is_no_arn_of_a_queue(String queue) {
        assertThat(problems("t", queue, false)).containsExactly("has the queueName '" + queue + "', which is not the ARN of a"
                + " queue; write arn:aws:sqs:<region>:<account>:<name>, or the name alone");
    }

    @ParameterizedTest
    @CsvSource({ "orders.fifo, q, has the topic 'orders.fifo'", "orders, q.fifo, has the queueName 'q.fifo'",
            "arn:aws:sns:eu-west-1:123456789012:o.fifo, q, o.fifo'",
            "orders, arn:aws:sqs:eu-west-1:123456789012:q.fifo, q.fifo'" })
    void names_of_fifo_topics_and_queues_need_fifo(String topic, String queue, String expected) {
        assertThat(problems(topic, queue, false)).singleElement().asString().contains(expected, "set fifo = true");
    }

    @Test
    void fifo_needs_names_of_fifo_queues() {
        assertThat(problems("orders", "q", true)).singleElement().asString().contains("does not end with .fifo; append .fifo");
        assertThat(problems("arn:aws:sns:eu-west-1:123456789012:o", "q.fifo", true)).singleElement().asString()
                .contains("is FIFO, but its topic");
        assertThat(SettingsRules.problems(new HandlerSettings("o", "q.fifo", true, null, null, "dead", 3, true, 10)))
                .singleElement().asString().contains("its deadLetterQueueName 'dead' does not end with .fifo");
    }

    @Test
    void all_mistakes_are_told() {
        assertThat(SettingsRules.problems(new HandlerSettings(".fifo", "c d", false, "[]", -5, "c d", 0, false, 0)))
                .hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void names_are_checked_with_their_prefixes_again() {
        assertThat(QueueNames.of("h", settings("t", "", false), "", "prefix-", "f", "").queue()).hasSize(71);
        assertThatThrownBy(() -> QueueNames.of("h", settings("t", "", false), "", LONG_PREFIX, "f", ""))
                .hasMessageContaining(
                        "is too long. It is made of the prefix of queues and a hash of the topic; give the handler a"
                                + " queueName, or shorten the prefix.");
        assertThatThrownBy(() -> QueueNames.of("h", settings("t", "q", false), "", "bad prefix ", "f", ""))
                .hasMessageContaining("Queue name (bad prefix q) may only contain");
        assertThat(QueueNames.of("h", settings("t", "q", false), "dotted.", "", "f", "").topic()).isEqualTo("dotted___2e_t");
        String arn = "arn:aws:sqs:eu-west-1:123456789012:q";
        assertThat(QueueNames.of("h", settings("t", arn, false), "p-", "p-", "f", "").queue()).isEqualTo(arn);
    }
}
