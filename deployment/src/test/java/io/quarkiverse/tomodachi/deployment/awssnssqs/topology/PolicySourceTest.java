package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Which topics the policy of a queue lets send to it. */
class PolicySourceTest extends OwnEndpointTest {

    private static final String TOPICS = "arn:aws:sns:us-east-1:123456789012:";
    private static final String ONE = TOPICS + "one-*";
    private static final String SEVERAL = TOPICS + "several-*";

    private void provision(TopologyMode mode, String topic, String policy, String wildcardPolicy) {
        topology().provision(QueueNames.of("Shop#paid()",
                new HandlerSettings(topic, "shop", true, null, null, null, null, false, 10), "", "", "paid", "uuid",
                new ServiceTopology("shop", mode, policy, wildcardPolicy)));
    }

    private String policy() {
        String url = calls.clients().sqs().getQueueUrl(request -> request.queueName("shop")).join().queueUrl();
        return calls.clients().sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.POLICY)).join()
                .attributes().get(QueueAttributeName.POLICY);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "order-paid, -, -, " + TOPICS + "order-paid",
            "order-paid, " + ONE + ", " + SEVERAL + ", " + ONE, "order-paid, -, " + SEVERAL + ", " + TOPICS + "order-paid",
            "*-paid, -, " + SEVERAL + ", " + TOPICS + "order-paid", "*-paid, " + ONE + ", " + SEVERAL + ", " + ONE,
            "order-*, -, -, " + TOPICS + "order-*", "order-*, " + ONE + ", -, " + ONE,
            "order-*, -, " + SEVERAL + ", " + SEVERAL, "order-*, " + ONE + ", " + SEVERAL + ", " + SEVERAL })
    void is_that_of_the_topics_or_of_the_configuration(String topic, String policy, String wildcardPolicy, String source) {
        calls.repeat("CreateTopic order-paid {}");
        calls.repeat("CreateTopic order-sent {}");
        provision(TopologyMode.APPLY, topic, policy, wildcardPolicy);
        assertThat(policy()).contains("\"" + source + "\"").containsOnlyOnce("aws:SourceArn");
        provision(TopologyMode.VERIFY, topic, policy, wildcardPolicy);
    }

    @Test
    void another_one_of_the_configuration_is_a_difference() {
        provision(TopologyMode.APPLY, "order-paid", null, null);
        assertThatThrownBy(() -> provision(TopologyMode.VERIFY, "order-paid", ONE, null))
                .hasMessageContaining("the policy of queue shop does not let " + ONE);
    }
}
