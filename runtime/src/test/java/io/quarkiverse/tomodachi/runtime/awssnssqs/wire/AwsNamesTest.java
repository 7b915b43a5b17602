package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values were written by the Python library. */
class AwsNamesTest {

    private static final String UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final String OWN = "0378d29c730ef12faf8ff433e2588ed31b6584b55c11f72a5e6624acb2cce926";
    private static final String SHARED = "1e823f77d5be3d38d59e386e9862a1cb07c34ce73fb6344da02e13d66fdd1a57";

    @ParameterizedTest
    @CsvSource({ "golden-topic, golden-topic", "a.b, a___2e_b", "a*, a*", "a#b, a#b",
            "åäö, ___c3a5____c3a4____c3b6_", "友達, ___e58f8b____e98194_", "topic.fifo, topic.fifo",
            "a.b.fifo, a___2e_b.fifo", "😀, ___f09f9880_", "a_b-c, a_b-c", "a:b/c, a___3a_b___2f_c" })
    void encodes_and_decodes_topics(String topic, String name) {
        assertThat(AwsNames.encodeTopic(topic)).isEqualTo(name);
        assertThat(AwsNames.decodeTopic(name)).isEqualTo(topic);
    }

    @Test
    void names_topics() {
        assertThat(AwsNames.topicName("", "golden-topic", false)).isEqualTo("golden-topic");
        assertThat(AwsNames.topicName("", "golden-topic", true)).isEqualTo("golden-topic.fifo");
        assertThat(AwsNames.topicName("", "x.fifo", true)).isEqualTo("x.fifo");
        assertThat(AwsNames.topicName("tpre-", "golden-topic", true)).isEqualTo("tpre-golden-topic.fifo");
        assertThat(AwsNames.topicName("tpre-", "x.fifo", false)).isEqualTo("tpre-x.fifo");
        assertThat(AwsNames.topicOfArn("arn:aws:sns:eu-west-1:1:tpre-a___2e_b", "tpre-")).isEqualTo("a.b");
        assertThat(AwsNames.topicOfArn("arn:aws:sns:eu-west-1:1:tpre-x", "")).isEqualTo("tpre-x");
    }

    @Test
    void generates_names_of_queues() {
        assertThat(AwsNames.generatedQueueName("", "golden-topic", "handler", UUID, false, false)).isEqualTo(OWN);
        assertThat(AwsNames.generatedQueueName("", "golden-topic", "handler", UUID, true, false)).isEqualTo(SHARED);
        assertThat(AwsNames.generatedQueueName("", "golden-topic", "handler", UUID, false, true)).isEqualTo(OWN + ".fifo");
        assertThat(AwsNames.generatedQueueName("qpre-", "golden-topic", "handler", UUID, true, true))
                .isEqualTo("qpre-" + SHARED + ".fifo");
        assertThat(AwsNames.generatedQueueName("", "test-topic", "func", "5d0b530f-5c44-4981-b01f-342801bd48f5", false, false))
                .isEqualTo("45b56d76d14276da54c0ef65ca5c604ab9d0301bbebf4d6ad11e91dd496c2975");
        assertThat(AwsNames.generatedQueueName("", "test-topic.fifo", "func", "", true, true))
                .isEqualTo("1183df5a6172224209951ac7251ea9bdab277dbe988cde334fd30f84144cafeb.fifo");
    }

    @Test
    void validates_names() {
        assertThat(AwsNames.queueProblem("ok-name_1")).isEmpty();
        assertThat(AwsNames.queueProblem("q".repeat(80))).isEmpty();
        assertThat(AwsNames.queueProblem("x.fifo")).isEmpty();
        assertThat(AwsNames.queueProblem("bad.name")).contains("Queue name (bad.name) may only contain alphanumeric"
                + " characters, hyphens (-), and underscores (_).");
        assertThat(AwsNames.queueProblem("a.b.fifo")).isPresent();
        assertThat(AwsNames.queueProblem("q".repeat(81))).contains("Queue name (" + "q".repeat(81) + ") is too long.");
        assertThat(AwsNames.topicProblem("a".repeat(256))).isEmpty();
        assertThat(AwsNames.topicProblem("a".repeat(257))).contains("Topic name (" + "a".repeat(257) + ") is too long.");
        assertThat(AwsNames.topicProblem("wild*")).isPresent();
        // the Python library takes any of the characters of ".fifo" at the end, AWS does not
        assertThat(AwsNames.queueProblem("of.i")).isPresent();
    }

    @Test
    void reads_arns() {
        assertThat(AwsNames.queueArn("arn:aws-cn:sqs:cn-north-1:123456789012:orders.fifo")).get()
                .isEqualTo(new AwsNames.QueueArn("orders.fifo", "123456789012"));
        assertThat(AwsNames.queueArn("arn:aws:sqs:eu-west-1:000000000000:orders").get().hasOwner()).isFalse();
        assertThat(AwsNames.queueArn("arn:aws:sns:eu-west-1:1:orders")).isEmpty();
        assertThat(AwsNames.queueArn("orders")).isEmpty();
    }
}
