package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;

/** Takes the messages of one channel through envelope and handler, and tells each delivery its outcome. */
final class MessageReceiver extends Receiver<MessageInvocation, Void> {

    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private final Settling settling;
    private final Function<Delivery, CompletionStage<Void>> again = delivery -> handle(invocation(delivery));

    /** @param duplicates {@code null} where copies of messages are handled like others */
    MessageReceiver(MessageHandler handler, int concurrency, PayloadReader reader, HandledMessages duplicates,
            HandlerInvoker invoker, Settling settling, InFlight inFlight) {
        super(handler, concurrency, invoker, inFlight);
        this.reader = reader;
        this.duplicates = duplicates;
        this.settling = settling;
    }

    @Override
    MessageInvocation invocation(Object delivery) {
        return new MessageInvocation((Delivery) delivery, reader, duplicates);
    }

    @Override
    CompletionStage<Void> settle(MessageInvocation invocation, Object result, Throwable failure) {
        return settling.settle(invocation, failure, false, again);
    }

    @Override
    void untold(MessageInvocation invocation, Throwable problem) {
        settling.untold(invocation.delivery(), problem);
    }
}
