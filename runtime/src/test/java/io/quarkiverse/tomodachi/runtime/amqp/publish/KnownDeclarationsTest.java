package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.DeadLetters;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryQueue;

class KnownDeclarationsTest {

    private static final Declaration EXCHANGE = ExchangeDeclaration.of("e", true);
    private static final Declaration QUEUE = new DeadLetters("", "q", "q", false);
    private static final RetryQueue EXPIRING = new RetryQueue("r", Duration.ofSeconds(1), false, Duration.ofHours(4));

    private final KnownDeclarations known = new KnownDeclarations();

    /** Or each message that finds none would have the exchange declared again with the next one. */
    @Test
    void looksForQueuesAloneWhereAMessageFoundNone() {
        known.add(EXCHANGE, System.nanoTime());
        known.add(QUEUE, System.nanoTime());
        known.foundNoQueue(EXCHANGE);
        known.foundNoQueue(QUEUE);
        known.foundNoQueue(null);

        assertThat(known.contain(EXCHANGE)).isTrue();
        assertThat(known.contain(QUEUE)).isFalse();
    }

    /** Or it would be deleted while it is used. */
    @Test
    void looksAgainForWhatExpires() {
        known.add(EXPIRING, System.nanoTime() - Duration.ofMinutes(30).toNanos());
        assertThat(known.contain(EXPIRING)).isTrue();
        known.add(EXPIRING, System.nanoTime() - Duration.ofHours(1).toNanos());
        assertThat(known.contain(EXPIRING)).isFalse();
    }

    /** Each day has another one where retry queues belong to an instance. */
    @Test
    void keepsNothingOfWhatIsNotUsedAnyMore() {
        RetryLadder ladder = new RetryLadder("retry.", Type.QUORUM);
        QueueTopology target = new QueueTopology("own", Map.of("x-expires", 60_000), List.of(), null);
        known.add(QUEUE, 0);
        for (int day = 0; day < 100; day++) {
            Duration since = Duration.ofDays(day);
            known.add(ladder.queue(Duration.ofSeconds(1), target, true, Instant.EPOCH.plus(since)), since.toNanos());
        }
        assertThat(known.size()).isEqualTo(2);
        assertThat(known.contain(QUEUE)).isTrue();
    }
}
