package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

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
}
