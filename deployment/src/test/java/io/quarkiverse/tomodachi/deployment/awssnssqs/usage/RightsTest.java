package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.HandlerUse.TopicKind;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Which rights handlers need that have to do with other accounts. */
class RightsTest {

    private static final String ANY = "*";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:210987654321:partner";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:210987654321:partner";

    /** The actions that are allowed for a resource. */
    private static List<?> actions(String resource, String mode, String topic, String queue) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValue("quarkus.tomodachi.aws-sns-sqs.topology", mode)
                .withDefaultValue("quarkus.sns.aws.region", "eu-west-1").build();
        HandlerSettings settings = new HandlerSettings(topic, queue, true, null, null, null, null, false, 10);
        Rights rights = new Rights(new Arns(config));
        rights.add(new HandlerUse("Shop#paid()", new KnownSettings(config, "shop"), settings, topic, TopicKind.SINGLE, queue,
                ""));
        List<?> statements = (List<?>) rights.policy().document().get("Statement");
        return statements.stream().map(statement -> (Map<?, ?>) statement)
                .filter(statement -> ((List<?>) statement.get("Resource")).contains(resource)).findFirst()
                .<List<?>> map(statement -> (List<?>) statement.get("Action")).orElse(List.of());
    }

    @Test
    void subscriptions_between_accounts_are_looked_at_as_they_may_have_to_be_confirmed() {
        assertThat(actions(ANY, "apply", TOPIC, "shop")).asList().containsExactly("sns:GetSubscriptionAttributes");
        assertThat(actions(ANY, "apply", "orders", QUEUE)).asList().containsExactly("sns:GetSubscriptionAttributes");
        assertThat(actions("arn:aws:sns:eu-west-1:*:orders", "apply", "orders", QUEUE)).asList()
                .contains("sns:ConfirmSubscription");
        assertThat(actions("arn:aws:sns:eu-west-1:*:orders", "apply", "orders", "shop")).asList()
                .doesNotContain("sns:ConfirmSubscription");
        assertThat(actions(ANY, "apply", "orders", "shop")).isEmpty();
        assertThat(actions(ANY, "apply", "", QUEUE)).isEmpty();
        assertThat(actions(ANY, "off", TOPIC, QUEUE)).isEmpty();
    }

    @Test
    void topics_of_others_are_looked_up_where_they_are_verified() {
        assertThat(actions(TOPIC, "apply", TOPIC, "shop")).asList().containsExactly("sns:ConfirmSubscription",
                "sns:Subscribe");
        assertThat(actions(TOPIC, "verify", TOPIC, "shop")).asList().containsExactly("sns:GetTopicAttributes",
                "sns:ListSubscriptionsByTopic");
        assertThat(actions(TOPIC, "off", TOPIC, "shop")).isEmpty();
    }
}
