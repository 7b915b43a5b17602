package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.topology.DeadLetters;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

class KnownDeclarationsTest {

    private static final Declaration EXCHANGE = ExchangeDeclaration.of("e", true);
    private static final Declaration QUEUE = new DeadLetters("", "q", "q", false);

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

    @Test
    void doesNotAskForASecondWhatIsRefused() {
        IOException failure = new IOException("missing");
        assertThat(known.refusal(EXCHANGE, 0)).isNull();
        known.refuse(EXCHANGE, failure, 0);

        assertThat(known.refusal(EXCHANGE, KnownDeclarations.REFUSED_NANOS - 1)).isSameAs(failure);
        assertThat(known.refusal(QUEUE, 1)).isNull();
        assertThat(known.refusal(EXCHANGE, KnownDeclarations.REFUSED_NANOS)).isNull();
    }
}
