package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkus.test.QuarkusUnitTest;

/** An application that creates no topics, and cannot find out which account it works in. */
class AwsUnknownAccountTest {

    private static final String PREFIX = "unknown-account-";
    private static final String NO_STS = "access=denied,on=sts.GetCallerIdentity\n";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Publishing.class)
            .setBeforeAllCustomizer(() -> {
                topic("there");
                AwsTestEndpoint.faults(NO_STS);
            })
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.topology", "off");

    @Inject
    Publishing publishing;

    private static void topic(String name) {
        try (Broker broker = new Broker()) {
            broker.sns().createTopic(request -> request.name(PREFIX + name)).join();
        }
    }

    @AfterAll
    static void mend() {
        AwsTestEndpoint.faults("");
    }

    @Test
    void topics_are_looked_for_in_the_list_of_all() {
        assertThat(publishing.aws.publishAndAwait("1", "there").messageId()).isNotEmpty();
        assertThatThrownBy(() -> publishing.aws.publishAndAwait("1", "later"))
                .hasStackTraceContaining("the topic unknown-account-later does not exist, and topics are not created");
        topic("later");
        assertThat(publishing.aws.publishAndAwait("1", "later").messageId()).isNotEmpty();

        AwsTestEndpoint.faults(NO_STS + "access=denied,on=sns.ListTopics");
        assertThatThrownBy(() -> publishing.aws.publishAndAwait("1", "unlisted"))
                .hasStackTraceContaining("the topic unknown-account-unlisted could not be looked up: neither could the account"
                        + " be found out, by its credentials or sts:GetCallerIdentity, nor its topics be listed"
                        + " (sns:ListTopics)");
        AwsTestEndpoint.faults(NO_STS);
    }

    @TomodachiService("publishing")
    static class Publishing {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
