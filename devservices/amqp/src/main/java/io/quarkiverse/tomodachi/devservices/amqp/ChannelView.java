package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.List;

/**
 * An open channel as it was when asked.
 *
 * @param connection the connection it belongs to
 * @param number its number there
 * @param confirms whether messages published on it are confirmed
 * @param unacknowledged how many messages the client has and has not acknowledged
 * @param consuming the names of the queues that are consumed on it, once per consumer
 */
public record ChannelView(ConnectionView connection, int number, boolean confirms, int unacknowledged,
        List<String> consuming) {
}
