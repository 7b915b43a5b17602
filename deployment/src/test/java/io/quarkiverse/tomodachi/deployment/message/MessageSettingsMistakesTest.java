package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

@Tag("broker-independent")
class MessageSettingsMistakesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.amqp.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.\"sell\".concurrency", "3")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.page.retry.attempts", "3")
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.reject-on", "java.io.IOException,org.acme.Nope")
            .overrideRuntimeConfigKey("shop.delay", "a while")
            .overrideRuntimeConfigKey("shop.window", "0")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.bare.deduplicate", "10M")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining(
                            "There are settings quarkus.tomodachi.\"shop\".handlers.\"sell\", but service 'shop'"
                                    + " has no handler of messages of that name; its handlers are [bare, bought, sold],"
                                    + " correct the name")
                    .hasStackTraceContaining("handlers.\"bare\".deduplicate is PT10M, but without an envelope messages of @Amqp"
                            + " method " + Shop.class.getName() + "#bare() have no UUID")
                    .hasStackTraceContaining("There are settings quarkus.tomodachi.\"shop\".handlers.\"page\", but service")
                    .hasStackTraceContaining(
                            "quarkus.tomodachi.retry.reject-on has 'org.acme.Nope', which is no exception that")
                    .hasStackTraceContaining("@Amqp method " + Shop.class.getName() + "#sold() has a @FailurePolicy whose"
                            + " initialDelay is 'a while', which is no duration")
                    .hasStackTraceContaining("#bought() has a @Deduplicate that is 0; use a longer time, or remove it"));

    @Test
    void areReportedAllAtOnce() {
        fail("the application was started");
    }

    @TomodachiService(value = "shop", envelope = JsonEnvelope.class)
    static class Shop {

        @Amqp("sold")
        @FailurePolicy(initialDelay = "${shop.delay}")
        void sold() {
        }

        @Amqp("bought")
        @Deduplicate("${shop.window}")
        void bought() {
        }

        @Amqp(value = "bare", envelope = NoEnvelope.class)
        void bare() {
        }

        @Http.Get("/page")
        void page() {
        }
    }
}
