package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;

/** A message arrived. */
public final class MessageInvocation implements Invocation {

    private final Delivery delivery;
    private final MessageEnvelope envelope;
    private Parsed parsed;

    MessageInvocation(Delivery delivery, MessageEnvelope envelope) {
        this.delivery = delivery;
        this.envelope = envelope;
    }

    @Override
    public void prepare() {
        try {
            parsed = envelope.parse(delivery.payload());
        } catch (Exception e) {
            throw new UnreadableMessageException(
                    "the message is not in the form of " + envelope.getClass().getSimpleName(), e);
        }
    }

    @Override
    public HandlerCall call(HandlerDescription handler, HandlerCall call) {
        return new MessageHandlerCall(call, this);
    }

    public Delivery delivery() {
        return delivery;
    }

    public Parsed parsed() {
        return parsed;
    }
}
