package io.quarkiverse.tomodachi.deployment.awssnssqs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;

class AwsStartFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("unreachable-", Lonely.class)
            .overrideConfigKey("quarkus.sqs.endpoint-override", "http://127.0.0.1:1")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("SNS+SQS cannot be used: an endpoint cannot"
                    + " be reached").hasStackTraceContaining("SQS: http://127.0.0.1:1 (quarkus.sqs.endpoint-override)"));

    @Test
    void never_starts() {
        Assertions.fail("the start should have failed");
    }

    @TomodachiService("lonely")
    static class Lonely {

        @AwsSnsSqs(topic = "one")
        void one() {
        }

        @AwsSnsSqs(topic = "two")
        void two() {
        }
    }
}
