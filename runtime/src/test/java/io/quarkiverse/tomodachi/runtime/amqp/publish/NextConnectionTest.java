package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;

class NextConnectionTest {

    private final BrokerConnections connections = TestConnections.both(1);
    private final NextConnection next = new NextConnection(connections.publishing());

    @AfterEach
    void close() {
        connections.close();
    }

    private static Publication publication(Duration timeout) {
        return new Publication(new Publication.Target("", "queue", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[1]), timeout,
                new PublishOutcome(OutcomePlace.HERE, null));
    }

    private static IOException ended(AMQP.Connection.Close by) {
        ShutdownSignalException signal = new ShutdownSignalException(true, false, by, null);
        if (by == null) {
            signal.initCause(new EOFException());
        }
        return new IOException(signal);
    }

    @Test
    void takesWhatWasNotWrittenButNotForEver() {
        Publication publication = publication(Duration.ofMinutes(1));
        assertThat(next.takes(publication, ended(null))).isTrue();
        assertThat(next.takes(publication, new IOException(new SocketException("Broken pipe")))).isTrue();
        assertThat(next.takes(publication, ended(null))).isFalse();
    }

    @Test
    void takesNothingThatMayHaveArrived() {
        Publication publication = publication(Duration.ofMinutes(1));
        publication.sent();
        assertThat(next.takes(publication, ended(null))).isFalse();
    }

    @Test
    void takesNothingThatEndedTheConnectionOrIsLate() {
        AMQP.Connection.Close refusal = new AMQP.Connection.Close.Builder().replyCode(AMQP.NOT_IMPLEMENTED).replyText("x")
                .classId(40).methodId(10).build();
        assertThat(next.takes(publication(Duration.ofMinutes(1)), ended(refusal))).isFalse();
        assertThat(next.takes(publication(Duration.ZERO), ended(null))).isFalse();
        assertThat(next.takes(publication(Duration.ofMinutes(1)), new IOException("no answer in time"))).isFalse();
    }

    /** Whoever reads from the connection may be late. */
    @Test
    void waitsForTheEndToBeNoticedButNotForEver() throws Exception {
        try (AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start()) {
            BrokerConnections open = TestConnections.both(broker.port());
            open.publishing().open().get(30, TimeUnit.SECONDS);
            NextConnection unnoticed = new NextConnection(open.publishing());
            Publication publication = publication(Duration.ofMinutes(1));
            int times = 0;
            while (times < 100 && unnoticed.takes(publication, new IOException(new SocketException("Broken pipe")))) {
                times++;
            }
            assertThat(times).isBetween(2, 50);
            open.close();
        }
    }
}
