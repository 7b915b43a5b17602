package io.quarkiverse.tomodachi;

/**
 * The form of messages on the wire: how the data and the facts about it become one text, and back. An implementation is a
 * public class with a public constructor without parameters; one instance is used by many threads at once.
 *
 * @see JsonEnvelope
 * @see NoEnvelope
 */
public interface MessageEnvelope {

    /**
     * Wraps data that a service publishes.
     *
     * @param service the publishing service
     * @param topic the topic or routing key, without prefix; empty for messages sent straight to a queue
     * @param data the data, may be {@code null}
     * @return the text to send
     * @throws Exception if the data cannot be written; the publish fails with it
     */
    String build(ServiceContext service, String topic, Object data) throws Exception;

    /**
     * Unwraps a message that was received.
     *
     * @param payload the text that came
     * @return the data and the facts about it
     * @throws Exception if the text is not of this form; the message is then rejected
     */
    Parsed parse(String payload) throws Exception;

    /**
     * A message without its envelope.
     *
     * @param data a {@code JsonNode} to be converted to the type of the handler's parameter, or text or bytes as they are
     * @param metadata the facts, never {@code null}; see {@link MessageMetadata#NONE}
     */
    record Parsed(Object data, MessageMetadata metadata) {
    }

    /** Stands in annotations for the envelope of the service. */
    final class OfService implements MessageEnvelope {

        private OfService() {
        }

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            throw new IllegalStateException("a placeholder for the envelope of the service");
        }

        @Override
        public Parsed parse(String payload) {
            throw new IllegalStateException("a placeholder for the envelope of the service");
        }
    }
}
