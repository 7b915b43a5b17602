package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;

class ApartChannelsTest {

    private static final int MOST = 16;

    private final RecordedChannel recorded = new RecordedChannel();
    private final ApartChannels channels = new ApartChannels();

    @Test
    void aChannelWithoutAnythingUnderWayIsUsedAgain() throws Exception {
        assertThat(channels.hasUnanswered()).isFalse();
        PublishingChannel first = next();
        assertThat(next()).isSameAs(first);
        Publication busy = publish(first);
        assertThat(channels.hasUnanswered()).isTrue();
        assertThat(next()).isNotSameAs(first);

        busy.fail(Reason.NACKED, "was refused", null);
        assertThat(next()).isSameAs(first);
        assertThat(opened()).isEqualTo(2);
    }

    /** The broker allows a limited number for a connection. */
    @Test
    void takeTurnsWhereAllAreBusy() throws Exception {
        List<PublishingChannel> all = new ArrayList<>();
        List<Publication> sent = new ArrayList<>();
        for (int channel = 0; channel < MOST; channel++) {
            all.add(next());
            sent.add(publish(all.get(channel)));
        }
        assertThat(new HashSet<>(all)).hasSize(MOST);

        Set<PublishingChannel> again = new HashSet<>();
        for (int turn = 0; turn < MOST; turn++) {
            PublishingChannel channel = next();
            again.add(channel);
            sent.add(publish(channel));
        }
        assertThat(again).containsExactlyInAnyOrderElementsOf(all);
        assertThat(opened()).isEqualTo(MOST);
        assertThat(channels.unanswered(publication -> true)).containsExactlyInAnyOrderElementsOf(sent);

        sent.get(7).fail(Reason.NACKED, "was refused", null);
        sent.stream().filter(one -> all.get(7).unanswered(own -> true).contains(one))
                .forEach(one -> one.fail(Reason.NACKED, "was refused", null));
        assertThat(next()).isSameAs(all.get(7));
    }

    private PublishingChannel next() throws Exception {
        return channels.next(recorded.connection(), new BrokerRefusals());
    }

    private int opened() {
        return recorded.calls("createChannel").size();
    }

    private static Publication publish(PublishingChannel channel) throws Exception {
        Publication publication = new Publication(new Publication.Target("e", "k", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[0]), Duration.ofMinutes(1),
                new PublishOutcome(OutcomePlace.HERE, null));
        channel.publish(publication);
        return publication;
    }
}
