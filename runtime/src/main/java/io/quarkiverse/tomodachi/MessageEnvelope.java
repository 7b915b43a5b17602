package io.quarkiverse.tomodachi;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.tomodachi.runtime.message.payload.Utf8;

/**
 * The form of messages on the wire: how the data and the facts about it become one text, and back. Where an envelope is named
 * by
 * its class, in {@link TomodachiService#envelope()} or in the annotation of a handler, it is a CDI bean if the class has a
 * scope
 * annotation, and else a public class with a public constructor without parameters. One instance is used by many threads at
 * once.
 * <p>
 * An envelope of text implements {@link #build} and {@link #parse}, and works on both transports. One whose bytes are no text
 * overrides {@link #buildBytes} and {@link #parseBytes} as well, which AMQP uses; SNS and SQS carry text only.
 *
 * @see JsonEnvelope
 * @see ProtobufEnvelope
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
     * @return the data and the facts about it, never {@code null}
     * @throws Exception if the text is not of this form; the message is then rejected
     */
    Parsed parse(String payload) throws Exception;

    /**
     * Wraps data for a transport that carries bytes.
     *
     * @param service the publishing service
     * @param topic the routing key, without prefix
     * @param data the data, may be {@code null}
     * @return the bytes to send; by default the text of {@link #build} in UTF-8
     * @throws Exception if the data cannot be written; the publish fails with it
     */
    default byte[] buildBytes(ServiceContext service, String topic, Object data) throws Exception {
        return build(service, topic, data).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Unwraps a message from a transport that carries bytes. By default they are text in UTF-8 for {@link #parse}; bytes that
     * are not well-formed UTF-8 are not of this form.
     *
     * @param payload the bytes that came
     * @return the data and the facts about it, never {@code null}
     * @throws Exception if the bytes are not of this form; the message is then rejected
     */
    default Parsed parseBytes(byte[] payload) throws Exception {
        return parse(Utf8.decode(payload));
    }

    /**
     * What a transport that tells the type of a message says of those in this form.
     *
     * @param data the data that is published, may be {@code null}
     * @return the media type, {@code text/plain} by default
     */
    default String contentType(Object data) {
        return "text/plain";
    }

    /**
     * A message without its envelope.
     *
     * @param data a {@code JsonNode} to be converted to the type of the handler's parameter, text or bytes, or an object of the
     *        parameter's type
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
