package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class AwsHalfEndpointTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Orders.class))
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.sqs.endpoint-override", "http://127.0.0.1:4566")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "quarkus.sqs.endpoint-override is set but quarkus.sns.endpoint-override is not"));

    @TomodachiService("orders")
    static class Orders {

        @AwsSnsSqs(topic = "ordered")
        void ordered(String data) {
        }
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
