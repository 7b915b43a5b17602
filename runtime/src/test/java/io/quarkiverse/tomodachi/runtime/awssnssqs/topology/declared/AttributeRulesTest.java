package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.CONTENT_BASED_DEDUPLICATION;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.DEDUPLICATION_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FIFO_THROUGHPUT_LIMIT;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FILTER_POLICY_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_KEY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_REUSE_PERIOD;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.RAW_MESSAGE_DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeRulesTest {

    private static final Map<String, String> NONE = Map.of();

    private static List<String> problems(String topic, boolean fifo, DeclaredAttributes attributes) {
        List<String> problems = new ArrayList<>();
        AttributeRules.check(new HandlerSettings(topic, "queue", true, null, null, null, null, fifo, 10)
                .withAttributes(attributes), problems::add);
        return problems;
    }

    private static List<String> ofQueue(boolean fifo, Map<String, String> attributes) {
        return problems("topic", fifo, new DeclaredAttributes(attributes, NONE, NONE));
    }

    @ParameterizedTest
    @CsvSource({ "MessageRetentionPeriod, messageRetentionPeriod, 60, 1209600, seconds",
            "MaximumMessageSize, maximumMessageSize, 1024, 1048576, bytes", "DelaySeconds, delaySeconds, 0, 900, seconds",
            "ReceiveMessageWaitTimeSeconds, receiveMessageWaitTime, 0, 20, seconds",
            "KmsDataKeyReusePeriodSeconds, sqsKmsDataKeyReusePeriod, 60, 86400, seconds" })
    void numbers_are_within_the_limits_of_sqs(String attribute, String member, long smallest, long largest, String unit) {
        for (long value : new long[] { smallest, largest }) {
            assertThat(ofQueue(false, Map.of(attribute, Long.toString(value)))).isEmpty();
        }
        for (String value : new String[] { Long.toString(smallest - 1), Long.toString(largest + 1), "99999999999999",
                "many" }) {
            assertThat(ofQueue(false, Map.of(attribute, value))).containsExactly("has the " + member + " " + value
                    + "; it is from " + smallest + " to " + largest + " " + unit);
        }
    }

    @Test
    void members_of_fifo_queues_are_refused_for_others() {
        Map<String, String> attributes = Map.of(CONTENT_BASED_DEDUPLICATION, "true", DEDUPLICATION_SCOPE, "messageGroup",
                FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
        assertThat(ofQueue(true, attributes)).isEmpty();
        assertThat(ofQueue(false, attributes)).containsExactly(
                "has a contentBasedDeduplication, which only FIFO queues have; leave it out, or set fifo = true",
                "has a deduplicationScope, which only FIFO queues have; leave it out, or set fifo = true",
                "has a fifoThroughputLimit, which only FIFO queues have; leave it out, or set fifo = true");
    }

    @Test
    void deduplication_within_the_queue_goes_with_a_limit_for_the_queue() {
        assertThat(ofQueue(true, Map.of(DEDUPLICATION_SCOPE, "queue", FIFO_THROUGHPUT_LIMIT, "perQueue"))).isEmpty();
        assertThat(ofQueue(true, Map.of(FIFO_THROUGHPUT_LIMIT, "perQueue"))).isEmpty();
        assertThat(ofQueue(true, Map.of(DEDUPLICATION_SCOPE, "queue"))).singleElement().asString()
                .contains("fifoThroughputLimit = PER_QUEUE");
        assertThat(ofQueue(true, Map.of(DEDUPLICATION_SCOPE, "queue", FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")))
                .hasSize(1);
    }

    @Test
    void reuse_period_needs_a_key_that_is_not_removed() {
        assertThat(ofQueue(false, Map.of(KMS_REUSE_PERIOD, "300"))).isEmpty();
        assertThat(ofQueue(false, Map.of(KMS_REUSE_PERIOD, "300", KMS_KEY, "alias/a"))).isEmpty();
        assertThat(ofQueue(false, Map.of(KMS_REUSE_PERIOD, "300", KMS_KEY, ""))).singleElement().asString()
                .contains("no key that it would be for");
    }

    @Test
    void what_belongs_to_a_topic_needs_one() {
        DeclaredAttributes attributes = new DeclaredAttributes(NONE, Map.of(KMS_KEY, "alias/a"),
                Map.of(RAW_MESSAGE_DELIVERY, "true"));
        assertThat(problems("topic", false, attributes)).isEmpty();
        assertThat(problems("", false, attributes)).hasSize(2).anyMatch(problem -> problem.contains("rawMessageDelivery"))
                .anyMatch(problem -> problem.contains("snsKmsMasterKeyId"));
    }

    @Test
    void topics_that_fit_a_pattern_get_no_key() {
        DeclaredAttributes attributes = new DeclaredAttributes(NONE, Map.of(KMS_KEY, "alias/a"), NONE);
        for (String pattern : List.of("orders.*", "#")) {
            assertThat(problems(pattern, false, attributes)).singleElement().asString().startsWith("has the topic pattern '"
                    + pattern + "', and topics that fit are not changed, so that snsKmsMasterKeyId has no meaning");
        }
        assertThat(problems("${topic.*}", false, attributes)).isEmpty();
    }

    @Test
    void scope_needs_a_policy() {
        assertThat(problems("topic", false, new DeclaredAttributes(NONE, NONE, Map.of(FILTER_POLICY_SCOPE, "MessageBody"))))
                .containsExactly("has a filterPolicyScope but no filterPolicy; give both or none");
    }
}
