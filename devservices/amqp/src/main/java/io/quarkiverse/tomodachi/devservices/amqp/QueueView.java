package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.Map;

/**
 * A queue as it was when asked.
 *
 * @param virtualHost the virtual host it is in
 * @param name its name
 * @param durable whether it was declared durable
 * @param exclusive whether one connection owns it
 * @param autoDelete whether it goes with its last consumer
 * @param ready how many messages nobody has taken yet
 * @param unacknowledged how many messages clients have and have not acknowledged
 * @param consumers how many consumers it has
 * @param arguments the arguments it was declared with: texts as {@link String}, whole numbers as {@link Long}
 */
public record QueueView(String virtualHost, String name, boolean durable, boolean exclusive, boolean autoDelete, int ready,
        int unacknowledged, int consumers, Map<String, Object> arguments) {
}
