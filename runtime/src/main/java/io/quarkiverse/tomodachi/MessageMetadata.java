package io.quarkiverse.tomodachi;

import java.time.Instant;

/**
 * The facts about a message that its envelope carries. What an envelope does not tell is {@code null}.
 *
 * @param messageUuid the identity of the message, the same in every copy of it
 * @param protocolVersion the form of the envelope
 * @param timestamp when the message was made
 * @param topic the topic or routing key it was published with, without prefix
 * @param dataEncoding how the data was written in the envelope
 * @param serviceName the name of the service that published it
 * @param serviceUuid the identity of that service
 */
public record MessageMetadata(String messageUuid, String protocolVersion, Instant timestamp, String topic,
        String dataEncoding, String serviceName, String serviceUuid) {

    /** No facts: the metadata of messages without an envelope. */
    public static final MessageMetadata NONE = new MessageMetadata(null, null, null, null, null, null, null);
}
