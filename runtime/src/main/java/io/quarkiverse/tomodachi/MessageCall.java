package io.quarkiverse.tomodachi;

import java.util.Map;

/** A call of a handler for a message. */
public interface MessageCall extends HandlerCall {

    /** @return the message in the transport's own form, an {@link AmqpMessage} or {@link SqsMessage} */
    Object message();

    /**
     * @return the data that the envelope carried, as the envelope gave it: a {@code JsonNode}, text, bytes, or a protobuf
     *         message
     */
    Object data();

    /** @return the facts that the envelope told */
    MessageMetadata metadata();

    /** @return headers of the AMQP message, or message attributes of SNS and SQS */
    Map<String, Object> messageAttributes();

    /**
     * @return the place of this delivery among those of the message, 1 for the first; an estimate where the broker estimates
     */
    int attempt();
}
