package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqs.FilterPolicyScope;
import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AwsValidationTest {

    private static final String[] EXPECTED = {
            "#nothing() names neither a topic nor a queue",
            "#keys() has a filterPolicy with 6 keys (a, b, c, d, e, f), and SNS takes 5 at most",
            "#nested() has a filterPolicy with the nested key 'a', and only bodies can be nested",
            "#condition() has a filterPolicy whose key 'a' has the condition {\"prefx\":\"x\"}, which SNS does not take:"
                    + " Unrecognized match type prefx; correct it",
            "#standard() has a contentBasedDeduplication, which only FIFO queues have",
            "#retention() has the messageRetentionPeriod 59; it is from 60 to 1209600 seconds",
            "#characters() has an invalid queueName: Queue name (bad/name) may only contain alphanumeric characters",
            "#unclosed() has the queueName 'q-${stage', whose expression does not end; close it with }",
            "#patternWithKey() has the topic pattern 'orders.#', and topics that fit are not changed",
            "#length() has an invalid queueName: Queue name (" + "q".repeat(81) + ") is too long; choose a name",
            "#halfPair() has a deadLetterQueueName without maxReceiveCount",
            "#otherHalf() has a maxReceiveCount without deadLetterQueueName",
            "#receiveCount() has the maxReceiveCount 1001; it is from 1 to 1000",
            "#fifoWithoutSuffix() is FIFO, but its queueName 'q1' does not end with .fifo",
            "#suffixWithoutFifo() has the queueName 'q2.fifo', whose name is that of a FIFO queue; set fifo = true",
            "#visibility() has the visibilityTimeout 43201; it is from 0 to 43200 seconds",
            "#own() has a queueName and competing = false",
            "#concurrency() has the concurrency 0; it is 1 or more",
            "#policy() has a filterPolicy that is not a JSON object",
            "#arn() has the queueName 'arn:aws:sns:eu-west-1:1:x', which is not the ARN of a queue",
            "#second() receives from the same queue as @AwsSnsSqs method",
            "#sameTopic2() receives from the same queue as @AwsSnsSqs method",
            "#disagreeing() receives from the queue 'several' with several annotations, which have different values of"
                    + " visibilityTimeout",
            "#twice() receives from the same queue as @AwsSnsSqs method",
            "name the topics of both on one method, with an @AwsSnsSqs for each",
            "#lists(List<String>, List<Integer>) declares parameter 'more' that nothing is known for: parameter 'data' takes the"
                    + " data already",
            "#one(List<String>, SqsMessage) declares parameter 'message' of type io.quarkiverse.tomodachi.SqsMessage, but the"
                    + " handler takes a batch of messages, so that there is one for each; make it a List",
            "#raw(List) declares parameter 'data' of type List without saying of what; say it, such as in List<Order>",
            "#answer(List<String>) takes a batch of messages and returns java.lang.String, which does not tell what became of"
                    + " each; return nothing or a BatchResult",
            "#size(List<String>) has the batchSize 1001; it is from 1 to 1000",
            "#large(List<String>) has the batchSize 20 and no batchWindow, but one receive brings 10 messages at most",
            "#window(List<String>) has the batchWindow 'soon', which is no duration; write it as in 500ms or 5s",
            "#single(String) has a batchSize, but takes one message at a time; take a List of the data",
            "#singleResult(String) returns a BatchResult, but takes one message at a time; take a List of the data",
            "#parameters(String, int, String, Map<String, String>) declares parameter 'approximateReceiveCount' of type java.lang.String",
            "declares parameter 'queueUrl' of type int",
            "declares parameter 'messageAttributes' of type java.util.Map<java.lang.String, java.lang.String>" };

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("validation-", Faulty.class, Fine.class)
            .assertException(failure -> {
                StringBuilder text = new StringBuilder();
                collect(failure, text);
                assertThat(text.toString()).contains(EXPECTED).doesNotContain("#expressions", "dotted.name",
                        Fine.class.getName());
                assertThat(text.toString().lines().filter(line -> line.contains("@AwsSnsSqs method"))).isNotEmpty()
                        .as("what is wrong; what to do").allMatch(line -> line.matches(".*#\\w+\\(.*\\) .*; .*"));
            });

    private static void collect(Throwable failure, StringBuilder text) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
            for (Throwable suppressed : cause.getSuppressed()) {
                collect(suppressed, text);
            }
        }
    }

    @Test
    void never_starts() {
        Assertions.fail("the build should have failed");
    }

    @TomodachiService("faulty")
    static class Faulty {

        @AwsSnsSqs
        void nothing() {
        }

        @AwsSnsSqs(queueName = "lists")
        void lists(List<String> data, List<Integer> more) {
        }

        @AwsSnsSqs(queueName = "one")
        void one(List<String> data, SqsMessage message) {
        }

        @AwsSnsSqs(queueName = "raw")
        @SuppressWarnings("rawtypes")
        void raw(List data) {
        }

        @AwsSnsSqs(queueName = "answer")
        String answer(List<String> data) {
            return "";
        }

        @AwsSnsSqs(queueName = "size", batchSize = 1001, batchWindow = "1s")
        void size(List<String> data) {
        }

        @AwsSnsSqs(queueName = "large", batchSize = 20)
        void large(List<String> data) {
        }

        @AwsSnsSqs(queueName = "window", batchWindow = "soon")
        void window(List<String> data) {
        }

        @AwsSnsSqs(queueName = "single", batchSize = 5)
        void single(String data) {
        }

        @AwsSnsSqs(queueName = "single-result")
        BatchResult singleResult(String data) {
            return null;
        }

        @AwsSnsSqs(topic = "t20", filterPolicy = "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}")
        void keys() {
        }

        @AwsSnsSqs(topic = "t21", filterPolicy = "{\"a\":{\"b\":[1]}}")
        void nested() {
        }

        @AwsSnsSqs(topic = "t24", filterPolicy = "{\"a\":[{\"prefx\":\"x\"}]}")
        void condition() {
        }

        @AwsSnsSqs(topic = "t22", contentBasedDeduplication = true)
        void standard() {
        }

        @AwsSnsSqs(topic = "t23", messageRetentionPeriod = 59)
        void retention() {
        }

        @AwsSnsSqs(topic = "dotted.name", queueName = "bad/name")
        void characters() {
        }

        @AwsSnsSqs(queueName = "q-${stage")
        void unclosed() {
        }

        @AwsSnsSqs(topic = "orders.#", snsKmsMasterKeyId = "alias/a")
        void patternWithKey() {
        }

        @AwsSnsSqs(queueName = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq")
        void length() {
        }

        @AwsSnsSqs(topic = "t1", deadLetterQueueName = "dlq")
        void halfPair() {
        }

        @AwsSnsSqs(topic = "t2", maxReceiveCount = 3)
        void otherHalf() {
        }

        @AwsSnsSqs(topic = "t3", deadLetterQueueName = "dlq", maxReceiveCount = 1001)
        void receiveCount() {
        }

        @AwsSnsSqs(topic = "t4", queueName = "q1", fifo = true)
        void fifoWithoutSuffix() {
        }

        @AwsSnsSqs(topic = "t5", queueName = "q2.fifo")
        void suffixWithoutFifo() {
        }

        @AwsSnsSqs(topic = "t6", visibilityTimeout = 43_201)
        void visibility() {
        }

        @AwsSnsSqs(topic = "t7", queueName = "q3", competing = false)
        void own() {
        }

        @AwsSnsSqs(topic = "t8", concurrency = 0)
        void concurrency() {
        }

        @AwsSnsSqs(topic = "t9", filterPolicy = "[\"event\"]")
        void policy() {
        }

        @AwsSnsSqs(queueName = "arn:aws:sns:eu-west-1:1:x")
        void arn() {
        }

        @AwsSnsSqs(topic = "t10", queueName = "shared")
        void first() {
        }

        @AwsSnsSqs(topic = "t11", queueName = "shared")
        void second() {
        }

        @AwsSnsSqs(topic = "t12")
        void sameTopic1() {
        }

        @AwsSnsSqs(topic = "t12")
        void sameTopic2() {
        }

        @AwsSnsSqs(topic = "t14", queueName = "several", visibilityTimeout = 5)
        @AwsSnsSqs(topic = "t15", queueName = "several", visibilityTimeout = 6)
        void disagreeing() {
        }

        @AwsSnsSqs(topic = "t16", queueName = "twice")
        @AwsSnsSqs(topic = "t16", queueName = "twice")
        void twice() {
        }

        @AwsSnsSqs(topic = "t13")
        void parameters(String approximateReceiveCount, int queueUrl, String data, Map<String, String> messageAttributes) {
        }

        @AwsSnsSqs(topic = "${topic.*}", queueName = "${queue/name}", filterPolicy = "${policy}")
        void expressions() {
        }
    }

    @TomodachiService("fine")
    static class Fine {

        @AwsSnsSqs(topic = "t12")
        void sameTopicInAnotherService() {
        }

        @AwsSnsSqs(topic = "dotted.topic", queueName = "dotted-topic")
        void dots() {
        }

        @AwsSnsSqs(topic = "orders.*", filterPolicyScope = FilterPolicyScope.MESSAGE_BODY, filterPolicy = "{\"a\":{\"b\":[1]}}")
        void pattern() {
        }
    }
}
