package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The channels that consume from the pseudo-queue for direct replies, by the name replies are sent to. */
final class DirectReplies {

    static final String QUEUE = "amq.rabbitmq.reply-to";
    private static final String PREFIX = QUEUE + ".";

    private final Map<String, ChannelConsumer> consumers = new HashMap<>();

    /** Adds a consumer and answers the name under which it is reached. */
    String add(ChannelConsumer consumer) {
        String name = PREFIX + UUID.randomUUID();
        consumers.put(name, consumer);
        return name;
    }

    void remove(String name) {
        consumers.remove(name);
    }

    Optional<ChannelConsumer> find(String name) {
        return Optional.ofNullable(consumers.get(name));
    }

    static boolean isReplyName(String name) {
        return name.equals(QUEUE) || name.startsWith(PREFIX);
    }
}
