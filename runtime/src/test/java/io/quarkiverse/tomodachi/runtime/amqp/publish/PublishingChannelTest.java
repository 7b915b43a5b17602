package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

class PublishingChannelTest {

    private final RecordedChannel recorded = new RecordedChannel();

    /** Who was told that it was not sent may have sent it again meanwhile. */
    @Test
    void doesNotSendWhatWasGivenUpWhileItsExchangeWasDeclared() throws Exception {
        PublishingChannel channel = new PublishingChannel(recorded.connection(), new BrokerRefusals());
        AtomicReference<Publication> late = new AtomicReference<>();
        late.set(publication(probe -> assertThat(late.get().giveUp()).isTrue()));
        channel.publish(late.get());
        assertThat(recorded.calls("basicPublish")).isEmpty();
        assertThat(channel.hasUnanswered()).isFalse();

        Publication next = publication(probe -> {
        });
        channel.publish(next);
        assertThat(next.giveUp()).isFalse();
        assertThat(recorded.calls("basicPublish")).hasSize(1);
        assertThat(channel.unanswered(publication -> true)).containsExactly(next);
    }

    private static Publication publication(Consumer<Channel> declaring) {
        Declaration declaration = new Declaration() {
            @Override
            public String key() {
                return "exchange e";
            }

            @Override
            public void declare(Channel channel) {
                declaring.accept(channel);
            }

            @Override
            public long validNanos() {
                return 0;
            }
        };
        return new Publication(new Publication.Target("e", "k", true, declaration),
                new Publication.Content(new BasicProperties(), false, new byte[0]), Duration.ofSeconds(1),
                new PublishOutcome(OutcomePlace.HERE, null));
    }

    /** Each attempt would leave another one behind, until the connection has none left. */
    @Test
    void closesAChannelThatTheBrokerDidNotAnswer() {
        recorded.fail("confirmSelect", "no answer");

        assertThatIOException().isThrownBy(() -> new PublishingChannel(recorded.connection(), new BrokerRefusals()))
                .withMessage("no answer");
        assertThat(recorded.calls()).containsExactly("createChannel", "confirmSelect", "isOpen", "close");
    }

    /** The publisher was told that it was not sent. */
    @Test
    void sendsNothingThatWasGivenUp() throws Exception {
        PublishingChannel channel = new PublishingChannel(recorded.connection(), new BrokerRefusals());
        Publication publication = new Publication(new Publication.Target("", "queue", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[1]), Duration.ofMinutes(1),
                new PublishOutcome(OutcomePlace.HERE, null));
        publication.fail(Reason.NOT_SENT, "was not sent", null);

        channel.publish(publication);
        assertThat(publication.isSent()).isFalse();
        assertThat(recorded.calls("basicPublish")).isEmpty();
    }

    /** The client looks before it writes. */
    @Test
    void whatTheEndOfTheConnectionCameBeforeCanStillBeSent() throws Exception {
        PublishingChannel channel = new PublishingChannel(recorded.connection(), new BrokerRefusals());
        recorded.before("basicPublish", () -> {
            throw new AlreadyClosedException(new ShutdownSignalException(true, false, null, null));
        });
        Publication publication = new Publication(new Publication.Target("", "queue", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[1]), Duration.ofMinutes(1),
                new PublishOutcome(OutcomePlace.HERE, null));

        assertThatIOException().isThrownBy(() -> channel.publish(publication)).matches(BrokerFailures::isTooLate);
        assertThat(publication.isDone() || publication.isSent()).isFalse();
        assertThat(channel.hasUnanswered()).isFalse();
    }
}
