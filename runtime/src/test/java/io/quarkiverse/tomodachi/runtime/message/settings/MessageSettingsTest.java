package io.quarkiverse.tomodachi.runtime.message.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.runtime.config.Configs;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkus.runtime.configuration.ConfigurationException;

class MessageSettingsTest {

    private static final FailureSettings ANNOTATED = new FailureSettings(null, 4, null, "1m", null, null,
            List.of("java.io.IOException"), null);

    private static Map<String, ServiceConfig> services(String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=");
            properties.put(parts[0], parts[1]);
        }
        return Configs.of(properties).services();
    }

    private static DeclaredHandler handler(String method, FailureSettings failure, String deduplicate) {
        return new DeclaredHandler("shop", method, "@Amqp method org.acme.Shop#" + method + "()", 16, failure, deduplicate,
                !method.startsWith("bare"));
    }

    private static MessageSettings settings(DeclaredHandler declared, String... settings) {
        return MessageSettings.of(declared, services(settings).get("shop"));
    }

    @Test
    void haveDefaults() {
        assertThat(settings(handler("sold", FailureSettings.NONE, null))).isEqualTo(new MessageSettings(16,
                new FailureSettings(OnFailure.RETRY, 10, "PT1S", "PT5M", 2.0, 0.2, List.of(), Exhausted.KEEP), Duration.ZERO,
                100_000));
    }

    @Test
    void takeEachFromTheNearestPlace() {
        FailureSettings failure = settings(handler("sold", ANNOTATED, null),
                "retry.attempts=5", "retry.jitter=0.5", "retry.multiplier=3", "retry.exhausted=discard",
                "retry.reject-on=java.lang.Error", "\"shop\".retry.multiplier=4", "\"shop\".retry.max-delay=2M",
                "\"shop\".handlers.sold.retry.attempts=7", "\"shop\".handlers.sold.retry.on-failure=discard",
                "\"shop\".handlers.\"other\".retry.attempts=9").failure();

        assertThat(failure).isEqualTo(new FailureSettings(OnFailure.DISCARD, 7, "PT1S", "1m", 4.0, 0.5,
                List.of("java.io.IOException"), Exhausted.DISCARD));
    }

    @Test
    void ofHandlersComeFirst() {
        MessageSettings settings = settings(handler("sold", FailureSettings.NONE, "60s"),
                "\"shop\".handlers.sold.concurrency=1",
                "\"shop\".handlers.sold.deduplicate=5M", "deduplication.max-messages=7");

        assertThat(settings).extracting(MessageSettings::concurrency, MessageSettings::deduplicate, MessageSettings::remembered)
                .containsExactly(1, Duration.ofMinutes(5), 7);
        assertThat(settings(handler("sold", FailureSettings.NONE, "60s")).deduplicate()).hasSeconds(60);
        assertThat(settings(handler("sold", FailureSettings.NONE, "60s"), "\"shop\".handlers.sold.deduplicate=0")
                .deduplicate()).isZero();
    }

    @Test
    void areCheckedAllAtOnce() {
        List<DeclaredHandler> handlers = List.of(handler("sold", FailureSettings.NONE, null),
                handler("bought", FailureSettings.NONE, null), handler("bare", FailureSettings.NONE, null),
                handler("bareToo", FailureSettings.NONE, null));
        Map<String, ServiceConfig> services = services("retry.attempts=-1", "retry.initial-delay=10MS", "retry.max-delay=13H",
                "retry.multiplier=0.5", "retry.jitter=NaN",
                "retry.reject-on=java.lang.IllegalArgumentException,no such,org.Nope,"
                        + "java.lang.String",
                "deduplication.max-messages=0", "handlers.sold.concurrency=3", "\"shop\".retry.jitter=1.5",
                "amqp.publish-timeout=0", "\"shop\".aws-sns-sqs.publish-timeout=-1S",
                "\"shop\".handlers.sell.retry.attempts=3", "\"shop\".handlers.sold.concurrency=0",
                "\"shop\".handlers.sold.deduplicate=-1S", "\"shop\".handlers.bought.deduplicate=1M",
                "\"shop\".handlers.bare.deduplicate=10M", "\"shop\".handlers.bareToo.deduplicate=0",
                "\"shop\".handlers.sold.retry.max-delay=0");

        assertThatThrownBy(() -> MessageSettingsCheck.check(List.of("shop"), handlers, services))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "quarkus.tomodachi.retry.attempts is -1; use 1 or more, or 0 for any number",
                        "quarkus.tomodachi.retry.initial-delay is PT0.01S; use 0.1 seconds to 12 hours",
                        "quarkus.tomodachi.retry.max-delay is PT13H; use 0.1 seconds to 12 hours",
                        "quarkus.tomodachi.retry.multiplier is 0.5; use 1 to 1000",
                        "quarkus.tomodachi.retry.jitter is NaN; use 0 to 1",
                        "quarkus.tomodachi.retry.reject-on has 'no such', which is no name of a class",
                        "quarkus.tomodachi.retry.reject-on has 'org.Nope', which is no exception that the application has",
                        "quarkus.tomodachi.retry.reject-on has 'java.lang.String', which is no exception",
                        "quarkus.tomodachi.deduplication.max-messages is 0; use 1 or more",
                        "quarkus.tomodachi.handlers has no service; write it as in",
                        "quarkus.tomodachi.amqp.publish-timeout is PT0S; use more than 0",
                        "quarkus.tomodachi.\"shop\".aws-sns-sqs.publish-timeout is PT-1S; use more than 0",
                        "quarkus.tomodachi.\"shop\".retry.jitter is 1.5; use 0 to 1",
                        "There are settings quarkus.tomodachi.\"shop\".handlers.\"sell\", but service 'shop' has no handler of"
                                + " messages of that name; its handlers are [bare, bareToo, bought, sold], correct the name",
                        "quarkus.tomodachi.\"shop\".handlers.\"sold\".concurrency is 0; use 1 or more",
                        "quarkus.tomodachi.\"shop\".handlers.\"sold\".deduplicate is PT-1S; use 0 or more",
                        "quarkus.tomodachi.\"shop\".handlers.\"bare\".deduplicate is PT10M, but without an envelope messages of"
                                + " @Amqp method org.acme.Shop#bare() have no UUID to know copies by; use",
                        "quarkus.tomodachi.\"shop\".handlers.\"sold\".retry.max-delay is PT0S; use 0.1 seconds to 12 hours")
                .message().doesNotContain("'java.lang.IllegalArgumentException'", "\"shop\".retry.attempts",
                        "\"shop\".amqp", "tomodachi.aws-sns-sqs", "\"bought\".", "\"bareToo\".",
                        "has 'no such', which is no exception");
    }

    @Test
    void areFineAsTheyAre() {
        MessageSettingsCheck.check(List.of("shop"), List.of(handler("sold", ANNOTATED, "60s")),
                services("\"shop\".handlers.sold.retry.attempts=0", "retry.jitter=0",
                        "\"excluded\".handlers.any.concurrency=1"));
    }
}
