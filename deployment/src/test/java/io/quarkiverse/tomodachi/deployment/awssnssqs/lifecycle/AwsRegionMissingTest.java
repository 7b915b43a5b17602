package io.quarkiverse.tomodachi.deployment.awssnssqs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;

class AwsRegionMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("", Publishing.class)
            .overrideConfigKey("quarkus.sqs.aws.region", "")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("SNS+SQS cannot be used: no AWS region is"
                    + " set. Set quarkus.sqs.aws.region and quarkus.sns.aws.region"));

    @Test
    void never_starts() {
        Assertions.fail("the start should have failed");
    }

    @TomodachiService("publishing")
    static class Publishing {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
