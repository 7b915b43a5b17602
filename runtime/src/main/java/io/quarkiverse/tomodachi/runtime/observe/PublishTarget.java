package io.quarkiverse.tomodachi.runtime.observe;

import java.util.Map;

/**
 * Where a message is published to.
 *
 * @param service the name of the service that publishes
 * @param transport the transport, such as {@code amqp}
 * @param name what metrics call it: one of few, such as the exchange
 * @param span what traces know of it
 */
public record PublishTarget(String service, String transport, String name, Span span) {

    /**
     * By the names of OpenTelemetry's semantic conventions.
     *
     * @param system the messaging system, such as {@code rabbitmq}
     * @param operation what the system calls publishing
     * @param destination the name of the destination, as the conventions put it together for the system
     * @param details further attributes of the conventions
     */
    public record Span(String system, String operation, String destination, Map<String, String> details) {
    }
}
