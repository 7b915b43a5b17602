package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;

/** A topic whose name is not configured: the handler would wait for nothing, and nobody would know. */
class AwsMissingNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("missing-", Orders.class)
            .assertException(failure -> assertThat(failure).hasStackTraceContaining("@AwsSnsSqs method "
                    + Orders.class.getName()
                    + "#receive(String): '${no.such.topic}' refers to no.such.topic, which is not configured; set it, or give a"
                    + " default as in ${no.such.topic:value}"));

    @Test
    void never_starts() {
        Assertions.fail("the start should have failed");
    }

    @TomodachiService("orders")
    static class Orders {

        @AwsSnsSqs(topic = "${no.such.topic}", queueName = "missing")
        void receive(String data) {
        }
    }
}
