package io.quarkiverse.tomodachi.runtime.message;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.runtime.message.outcome.WatchedDelivery;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** A message arrived. */
public final class MessageInvocation extends HeldInvocation {

    private final Delivery delivery;
    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private Parsed parsed;
    private String begun;
    private boolean entered;
    /** {@code null} if nobody watches. */
    private Consumer<MessageOutcome> watcher;

    /** @param duplicates {@code null} where copies of messages are handled like others */
    MessageInvocation(Delivery delivery, PayloadReader reader, HandledMessages duplicates) {
        this.delivery = delivery;
        this.reader = reader;
        this.duplicates = duplicates;
    }

    @Override
    public void prepare() {
        parsed = reader.read(delivery);
        String uuid = parsed.metadata().messageUuid();
        if (duplicates != null && uuid != null && !uuid.isEmpty()) {
            duplicates.begin(uuid);
            begun = uuid;
        }
    }

    @Override
    public void entered() {
        entered = true;
    }

    /** Whether the handler has seen the message. */
    boolean isEntered() {
        return entered;
    }

    /** To be called when the handler has ended, if it was called at all. */
    void end(boolean success) {
        if (begun != null) {
            duplicates.end(begun, success);
            begun = null;
        }
    }

    @Override
    int size() {
        return 1;
    }

    @Override
    public String trigger() {
        return delivery.trigger();
    }

    /** Takes who is told what becomes of the message. */
    public void watch(Consumer<MessageOutcome> another) {
        watcher = watcher == null ? another : watcher.andThen(another);
    }

    /** What is told the outcome. */
    Delivery settled(MessageOutcome acknowledged) {
        return watcher == null ? delivery : new WatchedDelivery(delivery, acknowledged, watcher);
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

    @Override
    public void logFields(BiConsumer<String, String> fields) {
        Parsed current = parsed;
        String uuid = current == null ? null : current.metadata().messageUuid();
        if (uuid != null && !uuid.isEmpty()) {
            fields.accept("message_uuid", uuid);
        }
    }
}
