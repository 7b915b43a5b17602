package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;

class OptionRulesTest {

    private static final Duration CONFIGURED = Duration.ofSeconds(30);

    @Test
    void timeout_is_the_given_or_the_configured_one() {
        assertThat(OptionRules.timeout(Publish.defaults(), CONFIGURED)).isEqualTo(CONFIGURED);
        assertThat(OptionRules.timeout(Publish.timeout(Duration.ofNanos(1)), CONFIGURED)).isEqualTo(Duration.ofNanos(1));
        Duration longest = OptionRules.timeout(Publish.timeout(Duration.ofSeconds(Long.MAX_VALUE)), CONFIGURED);
        assertThat(System.nanoTime() + longest.toNanos()).isPositive();
        assertThat(OptionRules.timeout(Publish.defaults(), Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-1S" })
    void timeout_without_time_is_refused(Duration timeout) {
        assertThatThrownBy(() -> OptionRules.checkConfigured(timeout)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarkus.tomodachi.aws-sns-sqs.publish-timeout").hasMessageContaining(timeout.toString());
        assertThatThrownBy(() -> OptionRules.checkPublish(Publish.timeout(timeout), "orders", false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("timeout");
        assertThatNoException().isThrownBy(() -> OptionRules.checkConfigured(CONFIGURED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT-1S", "PT15M1S", "PT0.5S" })
    void delay_that_sqs_does_not_have_is_refused(Duration delay) {
        assertThatThrownBy(() -> OptionRules.checkSend(Publish.delay(delay), "orders", false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("whole seconds");
    }

    @Test
    void only_queues_limit_the_number_of_attributes() {
        PublishOptions ten = Publish.defaults();
        for (int number = 0; number < 10; number++) {
            ten = ten.attribute("a" + number, number);
        }
        PublishOptions eleven = ten.attribute("a10", 10);
        OptionRules.checkSend(ten, "orders", false);
        OptionRules.checkPublish(eleven, "orders", false);
        assertThatThrownBy(() -> OptionRules.checkSend(eleven, "orders", false)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11 attributes; SQS takes 10");
    }

    @Test
    void delay_and_groups_are_of_some_targets_only() {
        assertThatThrownBy(() -> OptionRules.checkPublish(Publish.delay(Duration.ZERO), "orders", false))
                .hasMessageContaining("not possible for topics");
        assertThatThrownBy(() -> OptionRules.checkSend(Publish.groupId("g").delay(Duration.ZERO), "orders.fifo", true))
                .hasMessageContaining("FIFO queue");
        assertThatThrownBy(() -> OptionRules.checkSend(Publish.defaults(), "orders.fifo", true))
                .hasMessageContaining("groupId");
        OptionRules.checkPublish(Publish.groupId("g").deduplicationId(""), "orders.fifo", true);
        assertThatThrownBy(() -> OptionRules.checkPublish(Publish.deduplicationId(""), "orders", false))
                .hasMessageContaining("deduplicationId is only possible for FIFO");
        assertThatThrownBy(() -> OptionRules.checkSend(Publish.groupId("g").deduplicationId(""), "orders.fifo", true))
                .hasMessageContaining("deduplicationId cannot be empty for the queue orders.fifo");
        assertThatThrownBy(() -> OptionRules.checkSend(Publish.deduplicationId("d"), "orders", false))
                .hasMessageContaining("deduplicationId");
        assertThatThrownBy(() -> OptionRules.checkSend(Publish.header("h", 1), "orders", false))
                .hasMessageContaining("use attribute");
        assertThatNoException().isThrownBy(() -> OptionRules.checkSend(Publish.groupId("g"), "orders", false));
    }
}
