package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

class QueuePolicyTest {

    private static final String QUEUE = "arn:aws:sqs:eu-west-1:1:q";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:1:a";

    @Test
    void new_policy_is_that_of_the_python_library() {
        assertThat(QueuePolicy.allowing(null, QUEUE, TOPIC).replaceFirst("[-0-9a-f]{36}[0-9]{13}", "<sid>"))
                .isEqualTo("{\"Version\": \"2012-10-17\", \"Id\": \"arn:aws:sqs:eu-west-1:1:q/SQSDefaultPolicy\","
                        + " \"Statement\": [{\"Sid\": \"<sid>\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\":"
                        + " \"SQS:SendMessage\", \"Resource\": \"arn:aws:sqs:eu-west-1:1:q\", \"Condition\":"
                        + " {\"ArnEquals\": {\"aws:SourceArn\": \"arn:aws:sns:eu-west-1:1:a\"}}}]}");
    }

    @Test
    void policy_that_allows_already_is_left_alone() {
        String own = QueuePolicy.allowing(null, QUEUE, TOPIC);
        assertThat(QueuePolicy.allowing(own, QUEUE, TOPIC)).isNull();
        assertThat(QueuePolicy.allowing("{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\":"
                + " [\"sqs:SendMessage\"], \"Resource\": \"" + QUEUE + "\", \"Condition\": {\"ArnLike\":"
                + " {\"aws:SourceArn\": [\"x\", \"" + TOPIC + "\"]}}}}", QUEUE, TOPIC)).isNull();
    }

    @Test
    void statements_of_others_are_kept() throws IOException {
        String other = QueuePolicy.allowing(null, QUEUE, TOPIC + "b");
        JsonNode merged = JsonText.read(QueuePolicy.allowing(other, QUEUE, TOPIC));
        assertThat(merged.path("Statement")).hasSize(2);
        assertThat(merged.path("Statement").get(0)).isEqualTo(JsonText.read(other).path("Statement").get(0));
        String restricted = "{\"Id\": \"mine\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\"}]}";
        assertThat(JsonText.read(QueuePolicy.allowing(restricted, QUEUE, TOPIC)).path("Id").asText()).isEqualTo("mine");
    }

    @Test
    void topics_beyond_twenty_statements_are_added_to_one_that_is_there() throws IOException {
        String policy = null;
        for (int number = 0; number < 25; number++) {
            policy = QueuePolicy.allowing(policy, QUEUE, TOPIC + number);
        }
        assertThat(JsonText.read(policy).path("Statement")).hasSize(20);
        for (int number = 0; number < 25; number++) {
            assertThat(QueuePolicy.allowing(policy, QUEUE, TOPIC + number)).as("topic " + number).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"SQS:SendMessage\"",
            "\"Effect\": \"Allow\", \"NotPrincipal\": \"*\", \"Action\": \"SQS:SendMessage\"",
            "\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::1:root\"}, \"Action\": \"SQS:SendMessage\"",
            "\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"SQS:*\"",
            "\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"SQS:ReceiveMessage\"" })
    void statements_that_let_no_topic_deliver_do_not_count(String statement) throws IOException {
        String condition = "\"Condition\": {\"ArnEquals\": {\"aws:SourceArn\": \"" + TOPIC + "\"}}";
        assertThat(added("{" + statement + ", \"Resource\": \"" + QUEUE + "\", " + condition + "}")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"ArnEquals\": {\"aws:SourceArn\": \"" + TOPIC + "\"}} | false",
            "{\"ArnLike\": {\"AWS:sourcearn\": \"arn:aws:sns:*:1:?\"}} | false",
            "{\"StringEquals\": {\"aws:SourceArn\": [\"x\", \"" + TOPIC + "\"]}} | false",
            "{\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:sns:*:*:*\"}} | false",
            "{\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:sns:*:a\"}} | true",
            "{\"ArnEquals\": {\"aws:SourceArn\": \"arn:*\"}} | true",
            "{\"StringLike\": {\"aws:SourceArn\": \"arn:aws:sns:*:a\"}} | false",
            "{\"StringLike\": {\"aws:SourceArn\": \"arn:aws:sns:*:b\"}} | true",
            "{\"StringEquals\": {\"aws:SourceArn\": \"arn:aws:sns:eu-west-1:1:*\"}} | true",
            "{\"ArnEquals\": {\"aws:SourceArn\": \"" + TOPIC + "b\"}} | true",
            "{\"ArnNotEquals\": {\"aws:SourceArn\": \"" + TOPIC + "\"}} | true",
            "{\"ArnEquals\": {\"aws:SourceArn\": \"" + TOPIC + "\", \"aws:PrincipalArn\": \"x\"}} | true",
            "{\"ArnEquals\": {\"aws:SourceArn\": \"" + TOPIC + "\"}, \"Bool\": {\"aws:SecureTransport\": \"true\"}} | true",
            "{} | true" })
    void conditions_of_the_source_are_understood(String condition, boolean added) throws IOException {
        assertThat(added("{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"sns.amazonaws.com\"}, \"Action\": \"sqs:*\","
                + " \"Resource\": \"" + QUEUE + "\", \"Condition\": " + condition + "}")).isEqualTo(added);
    }

    @Test
    void pattern_of_topics_is_allowed_only_by_what_stands_for_all_of_them() throws IOException {
        String pattern = "arn:aws:sns:eu-west-1:1:shop-*";
        assertThat(QueuePolicy.allowing(policy("ArnLike", "arn:aws:sns:*:1:shop*"), QUEUE, pattern)).isNull();
        assertThat(QueuePolicy.allowing(policy("StringLike", pattern), QUEUE, pattern)).isNull();
        assertThat(QueuePolicy.allowing(policy("StringEquals", pattern), QUEUE, pattern)).isNotNull();
        assertThat(QueuePolicy.allowing(policy("ArnLike", "arn:aws:sns:eu-west-1:1:shop-?"), QUEUE, pattern)).isNotNull();
    }

    private static String policy(String operator, String source) {
        return "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sqs:SendMessage\","
                + " \"Resource\": \"" + QUEUE + "\", \"Condition\": {\"" + operator + "\": {\"aws:SourceArn\": \""
                + source + "\"}}}}";
    }

    private static boolean added(String statement) throws IOException {
        String merged = QueuePolicy.allowing("{\"Statement\": [" + statement + "]}", QUEUE, TOPIC);
        if (merged == null) {
            return false;
        }
        assertThat(JsonText.read(merged).path("Statement")).hasSize(2);
        assertThat(JsonText.read(merged).path("Statement").get(0)).isEqualTo(JsonText.read(statement));
        return true;
    }
}
