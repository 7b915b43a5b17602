package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.rabbitmq.client.Connection;

/** Channels for messages that the broker may close them for: mostly one, and others while that one waits for confirmations. */
final class ApartChannels {

    private static final int MOST = 16;

    private final List<PublishingChannel> channels = new CopyOnWriteArrayList<>();
    private int turn;

    /** One with as little under way as possible. Used by the thread that sends. */
    PublishingChannel next(Connection connection, BrokerRefusals refusals) throws IOException {
        for (PublishingChannel channel : channels) {
            if (!channel.isOpen()) {
                channel.leave();
                channels.remove(channel);
            } else if (!channel.hasUnanswered()) {
                return channel;
            }
        }
        if (channels.size() >= MOST) {
            turn = (turn + 1) % channels.size();
            return channels.get(turn);
        }
        PublishingChannel fresh = new PublishingChannel(connection, refusals);
        channels.add(fresh);
        return fresh;
    }

    boolean hasUnanswered() {
        return channels.stream().anyMatch(PublishingChannel::hasUnanswered);
    }

    List<Publication> unanswered(Predicate<Publication> condition) {
        return channels.stream().flatMap(channel -> channel.unanswered(condition).stream()).toList();
    }
}
