package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.topology.DeadLetters;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

class RefusedDeclarationsTest {

    private static final Declaration EXCHANGE = ExchangeDeclaration.of("e", true);
    private static final Declaration QUEUE = new DeadLetters("", "q", "q", false);

    private static final Connection CONNECTION = new RecordedChannel().connection();

    private final BrokerRefusals refusals = new BrokerRefusals();
    private final RefusedDeclarations refused = refusals.declarations();

    @Test
    void keepNothingOfRefusalsThatAreOver() {
        for (int number = 0; number < 100; number++) {
            refused.refused(ExchangeDeclaration.of("e" + number, false), new IOException("missing"),
                    number * RefusedDeclarations.REFUSED_NANOS);
        }
        assertThat(refused.size()).isOne();
    }

    @Test
    void areNotAskedForAgainForASecond() {
        IOException failure = new IOException("missing");
        assertThat(refused.refusal(EXCHANGE, CONNECTION, 0)).isNull();
        refused.refused(EXCHANGE, failure, 0);

        assertThat(refused.refusal(EXCHANGE, CONNECTION, RefusedDeclarations.REFUSED_NANOS - 1)).isSameAs(failure);
        assertThat(refused.refusal(QUEUE, CONNECTION, 1)).isNull();
        assertThat(refused.refusal(EXCHANGE, CONNECTION, RefusedDeclarations.REFUSED_NANOS)).isNull();
    }

    /** A quorum queue without a majority of its nodes, which would end the connection of all others with each message. */
    @Test
    void areNotAskedForOnTheNextConnectionWhereTheyEndedTheLastOne() throws Exception {
        Declaration declaration = new Unavailable(new ShutdownSignalException(true, false,
                new AMQP.Connection.Close.Builder().replyCode(AMQP.INTERNAL_ERROR).replyText("no majority")
                        .classId(50).methodId(10).build(),
                null));
        publish(declaration);
        assertThat(refused.refusal(declaration, CONNECTION, System.nanoTime())).isNotNull();

        RecordedChannel next = new RecordedChannel();
        Publication publication = publication(declaration);
        new PublishingChannel(next.connection(), refusals).publish(publication);
        assertThat(publication.isDone()).isTrue();
        assertThat(next.calls("createChannel")).as("none to declare with").hasSize(1);
    }

    /** The connection had ended for something else before anybody was asked for this one. */
    @Test
    void areNoneThatCameTooLate() throws Exception {
        Publication publication = publication(
                new Unavailable(new AlreadyClosedException(new ShutdownSignalException(true, false,
                        new AMQP.Connection.Close.Builder().replyCode(AMQP.INTERNAL_ERROR).replyText("no majority")
                                .classId(50).methodId(10).build(),
                        null))));
        PublishingChannel channel = new PublishingChannel(CONNECTION, refusals);

        assertThatIOException().isThrownBy(() -> channel.publish(publication)).matches(BrokerFailures::isTooLate);
        assertThat(publication.isDone()).isFalse();
        assertThat(refused.size()).isZero();
    }

    @Test
    void areNotAskedForAgainWhereThereWasNoAnswer() throws Exception {
        Declaration declaration = new Unavailable(new IOException("no answer"));
        publish(declaration);
        assertThat(refused.refusal(declaration, CONNECTION, System.nanoTime() + RefusedDeclarations.REFUSED_NANOS)).isNotNull();
        assertThat(refused.refusal(declaration, CONNECTION, System.nanoTime() + RefusedDeclarations.FAILED_NANOS)).isNull();
        assertThat(refused.refusal(declaration, new RecordedChannel().connection(), System.nanoTime()))
                .as("which may have been for the connection").isNull();
    }

    /** Closing waits as well where there is no answer. */
    @Test
    void areCountedFromWhenTheirChannelIsClosed() throws Exception {
        AtomicLong closed = new AtomicLong();
        Declaration declaration = new Unavailable(new IOException("no answer"));
        RecordedChannel slow = new RecordedChannel();
        slow.before("close", () -> {
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            // which is repeated here, as this one stays open
            closed.compareAndSet(0, System.nanoTime());
        });
        new PublishingChannel(slow.connection(), refusals).publish(publication(declaration));
        assertThat(refused.refusal(declaration, slow.connection(), closed.get() + RefusedDeclarations.FAILED_NANOS - 1))
                .isNotNull();
    }

    /** The connection has ended for something else, such as a message that was published before. */
    @Test
    void areThoseOfQuestionsAboutQueues() throws Exception {
        Declaration declaration = new Unavailable(new ShutdownSignalException(true, false,
                new AMQP.Connection.Close.Builder().replyCode(AMQP.INTERNAL_ERROR).replyText("other")
                        .classId(60).methodId(40).build(),
                null));
        publish(declaration);
        assertThat(refused.size()).isZero();
    }

    /** It says nothing of what was to be declared. */
    @Test
    void areThoseOfNoOutage() throws Exception {
        Declaration declaration = new Unavailable(new ShutdownSignalException(true, false,
                new AMQP.Connection.Close.Builder().replyCode(AMQP.CONNECTION_FORCED).replyText("shutdown").build(), null));
        publish(declaration);
        assertThat(refused.size()).isZero();
    }

    private void publish(Declaration declaration) throws IOException {
        Publication publication = publication(declaration);
        new PublishingChannel(CONNECTION, refusals).publish(publication);
        assertThat(publication.isDone()).isTrue();
    }

    private static Publication publication(Declaration declaration) {
        return new Publication(new Publication.Target("e", "k", true, declaration),
                new Publication.Content(new BasicProperties(), false, new byte[0]), Duration.ofSeconds(1),
                new PublishOutcome(OutcomePlace.HERE, null));
    }

    private record Unavailable(Exception failure) implements Declaration {

        @Override
        public String key() {
            return "retry queue r";
        }

        @Override
        public void declare(Channel channel) throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            }
            throw (ShutdownSignalException) failure;
        }
    }
}
