package io.quarkiverse.tomodachi.runtime.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;

class RetryLadderTest {

    private static final QueueTopology CLASSIC = topology("orders", Map.of());
    private static final QueueTopology REPLICATED = topology("orders", Map.of("x-queue-type", "quorum"));

    private static final QueueTopology FILLING = topology("orders", Map.of("x-overflow", "reject-publish"));
    private static final QueueTopology OF_INSTANCE = topology("orders", Map.of("x-expires", 86_400_000));
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    private final RetryLadder ladder = new RetryLadder("retry.", Type.QUORUM);
    private final RetryLadder lossy = new RetryLadder("retry.", Type.CLASSIC);

    @Test
    void growsByHalfAtMost() {
        List<Duration> steps = RetryLadder.steps();
        assertThat(steps).first().isEqualTo(Duration.ofMillis(100));
        assertThat(steps).last().isEqualTo(RetryLadder.LONGEST);
        for (int step = 1; step < steps.size(); step++) {
            assertThat(steps.get(step).toMillis()).isGreaterThan(steps.get(step - 1).toMillis())
                    .isLessThanOrEqualTo(steps.get(step - 1).toMillis() * 3 / 2);
        }
    }

    @Test
    void takesTheShortestThatIsLongEnough() {
        assertThat(name("PT0.001S")).isEqualTo("retry.100ms");
        assertThat(name("PT0.1S")).isEqualTo("retry.100ms");
        assertThat(name("PT0.101S")).isEqualTo("retry.150ms");
        assertThat(name("PT1S")).isEqualTo("retry.1s");
        assertThat(name("PT1.2S")).isEqualTo("retry.1500ms");
        assertThat(name("PT61S")).isEqualTo("retry.90s");
        assertThat(name("PT1M")).isEqualTo("retry.1m");
        assertThat(name("PT12H")).isEqualTo("retry.12h");
        assertThat(name("PT13H")).isEqualTo("retry.12h");
        assertThat(queue(Duration.ofMinutes(80), CLASSIC).name()).isEqualTo("retry.quorum.90m.1c168adb00d208e4");
        assertThat(ladder.contains("retry.1s")).isTrue();
        assertThat(ladder.contains("orders")).isFalse();
    }

    @Test
    void outlivesItsMessages() {
        for (Duration step : RetryLadder.steps()) {
            RetryQueue queue = lossy.queue(step, CLASSIC, false, NOW);
            long expires = ((Number) queue.arguments().get("x-expires")).longValue();
            long limit = ((Number) queue.arguments().get("x-message-ttl")).longValue();
            // the last message may be sent when the declaration is about to be repeated, and be confirmed a minute later
            long lastSent = queue.validNanos() / 1_000_000 + 60_000;
            assertThat(limit).isEqualTo(step.toMillis());
            assertThat(queue.arguments()).containsEntry("x-queue-type", "classic");
            assertThat(lastSent + limit).isLessThan(expires - Duration.ofMinutes(30).toMillis());
        }
        assertThat(queue(Duration.ofSeconds(1), CLASSIC).arguments()).isEqualTo(Map.of("x-message-ttl", 1_000,
                "x-dead-letter-exchange", "", "x-queue-type", "quorum", "x-dead-letter-strategy", "at-least-once",
                "x-overflow", "reject-publish"));
    }

    @Test
    void refusesPrefixesThatMakeNoNames() {
        for (String prefix : List.of("", " ", "amq.retry.", "x".repeat(217))) {
            assertThatThrownBy(() -> new RetryLadder(prefix, Type.QUORUM)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("quarkus.tomodachi.amqp.retry-queues.prefix is '" + prefix + "'");
        }
        RetryLadder longest = new RetryLadder("x".repeat(216), Type.QUORUM);
        for (Duration step : RetryLadder.steps()) {
            assertThat(longest.queue(step, OF_INSTANCE, true, NOW).name()).hasSizeLessThanOrEqualTo(255);
        }
    }

    /** One that takes nothing back holds up no other. */
    @Test
    void sharesNoQuorumQueues() {
        Duration second = Duration.ofSeconds(1);
        assertThat(queue(second, topology("other", REPLICATED.arguments())).name())
                .isNotEqualTo(queue(second, REPLICATED).name());
        assertThat(queue(second, topology("other", Map.of())).name()).isNotEqualTo(queue(second, CLASSIC).name());
        assertThat(List.of(CLASSIC, FILLING, OF_INSTANCE)).allSatisfy(
                target -> assertThat(queue(second, target)).isEqualTo(queue(second, REPLICATED)));
    }

    @Test
    void sharesClassicQueuesWhereTheyAreWantedAndDo() {
        Duration second = Duration.ofSeconds(1);
        for (QueueTopology target : List.of(CLASSIC, OF_INSTANCE, topology("other", Map.of()))) {
            assertThat(lossy.queue(second, target, true, NOW).name()).isEqualTo("retry.1s");
        }
        for (QueueTopology target : List.of(REPLICATED, FILLING)) {
            assertThat(lossy.queue(second, target, true, NOW)).isEqualTo(ladder.queue(second, target, true, NOW));
        }
    }

    /** Or they would stay behind with each instance that ends. */
    @Test
    void haveAnEndWhereNobodyUsesThemAgain() {
        for (Duration step : RetryLadder.steps()) {
            RetryQueue queue = ladder.queue(step, OF_INSTANCE, true, NOW);
            assertThat(queue.name()).isEqualTo(queue(step, OF_INSTANCE).name() + ".21945");
            assertThat(queue.arguments()).containsEntry("x-expires", (int) step.plusDays(2).toMillis())
                    .containsEntry("x-queue-type", "quorum").containsEntry("x-overflow", "reject-publish");
            assertThat(ladder.queue(step, OF_INSTANCE, true, Instant.parse("2030-01-31T23:59:59Z"))).isEqualTo(queue);
            assertThat(ladder.queue(step, OF_INSTANCE, true, Instant.parse("2030-02-01T00:00:00Z")).name())
                    .isNotEqualTo(queue.name());
        }
        assertThat(ladder.queue(Duration.ofSeconds(1), CLASSIC, true, NOW)).isEqualTo(queue(Duration.ofSeconds(1), CLASSIC));
        assertThat(queue(Duration.ofSeconds(1), OF_INSTANCE).arguments()).doesNotContainKey("x-expires");
    }

    /** The broker counts from the first declaration on, which others do not renew. */
    @Test
    void areLeftForOthersLongBeforeTheyEnd() {
        for (Duration step : RetryLadder.steps()) {
            RetryQueue queue = ladder.queue(step, OF_INSTANCE, true, NOW);
            long expires = ((Number) queue.arguments().get("x-expires")).longValue();
            long lastLeaves = Duration.ofDays(1).plus(step).toMillis();
            assertThat(expires - lastLeaves).isEqualTo(Duration.ofDays(1).toMillis());
        }
    }

    private RetryQueue queue(Duration delay, QueueTopology target) {
        return ladder.queue(delay, target, false, NOW);
    }

    private static QueueTopology topology(String queue, Map<String, Object> arguments) {
        return new QueueTopology(queue, arguments, List.of(), null);
    }

    private String name(String delay) {
        return lossy.queue(Duration.parse(delay), CLASSIC, false, NOW).name();
    }
}
