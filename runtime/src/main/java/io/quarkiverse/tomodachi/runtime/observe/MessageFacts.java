package io.quarkiverse.tomodachi.runtime.observe;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of a delivered message without opening it. Names are those of OpenTelemetry's semantic conventions.
 *
 * @param system the messaging system, such as {@code rabbitmq}
 * @param destination the name of the destination, as the conventions put it together for the system
 * @param id what identifies the message, {@code null} if nothing does
 * @param sent when it was published or came to its queue, {@code null} if nobody says
 * @param details further attributes of the conventions
 */
public record MessageFacts(String system, String destination, String id, Instant sent, Map<String, String> details) {
}
