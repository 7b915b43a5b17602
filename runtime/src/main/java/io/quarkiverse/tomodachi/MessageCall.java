package io.quarkiverse.tomodachi;

import java.util.List;
import java.util.Map;

/**
 * A call of a handler for a message, or for a batch of messages. For a batch, {@link #message()} and {@link #data()} give
 * lists,
 * {@link #metadata()} and {@link #messageAttributes()} nothing; {@link #batch()} has each message.
 */
public interface MessageCall extends HandlerCall {

    /**
     * @return the messages that the handler is called for, in the order of its list, each with what belongs to it alone; this
     *         call itself where the handler takes one message at a time
     */
    default List<MessageCall> batch() {
        return List.of(this);
    }

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
     * @return the place of this delivery among those of the message, 1 for the first; an estimate where the broker estimates.
     *         Of a batch, that of the message with the most deliveries
     */
    int attempt();
}
