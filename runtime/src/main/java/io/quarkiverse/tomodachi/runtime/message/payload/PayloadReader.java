package io.quarkiverse.tomodachi.runtime.message.payload;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/**
 * Reads the messages of one handler.
 *
 * @param envelope takes a message apart
 * @param parser makes the data of its bytes, {@code null} to leave it as the envelope gives it
 */
public record PayloadReader(MessageEnvelope envelope, PayloadParser parser) {

    /** @throws UnreadableMessageException if the message is not of this form */
    public Parsed read(Delivery delivery) {
        Parsed parsed = null;
        try {
            parsed = delivery.open(envelope);
            if (parsed == null || parsed.metadata() == null) {
                throw new IllegalStateException("the envelope gave " + (parsed == null ? "nothing" : "no metadata"));
            }
            return parser == null ? parsed : new Parsed(parse(parsed.data()), parsed.metadata());
        } catch (UnreadableMessageException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            throw PayloadProblems.unreadable(parsed == null || parsed.metadata() == null
                    ? "the message is not in the form of " + envelope.getClass().getSimpleName()
                    : "the data of the message is not of the type that the handler takes", e);
        }
    }

    private Object parse(Object data) throws Exception {
        if (data instanceof byte[] bytes) {
            return parser.parse(bytes);
        }
        return data instanceof String text ? parser.parse(text.getBytes(StandardCharsets.UTF_8)) : data;
    }
}
