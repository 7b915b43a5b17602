package io.quarkiverse.tomodachi.runtime.message;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.message.argument.BatchArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.PayloadArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.ValidatedArgument;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadParser;
import io.quarkiverse.tomodachi.runtime.message.settings.DeclaredHandler;
import io.quarkiverse.tomodachi.runtime.service.EnvelopeSource;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkus.runtime.RuntimeValue;

/**
 * A handler of messages.
 *
 * @param handler the handler
 * @param channel the name of the reactive messaging channel that brings its messages
 * @param envelope the envelope, {@code null} for that of the service
 * @param declared what its annotations say
 * @param parser makes the data of bytes, {@code null} where the parameter takes data that needs none
 */
public record MessageHandler(HandlerDescription handler, String channel, EnvelopeSource envelope, DeclaredHandler declared,
        RuntimeValue<PayloadParser> parser) {

    /** Whether its calls take several messages each. */
    boolean isBatch() {
        return handler.arguments().stream().anyMatch(BatchArgument.class::isInstance);
    }

    /** What gives the parameters of a batch their parts of each message. */
    @SuppressWarnings("unchecked")
    List<ArgumentResolver<MessageInvocation>> elements() {
        List<ArgumentResolver<MessageInvocation>> elements = new ArrayList<>();
        for (ArgumentResolver<?> argument : handler.arguments()) {
            if (argument instanceof BatchArgument batch) {
                elements.add((ArgumentResolver<MessageInvocation>) batch.element());
            }
        }
        return elements;
    }

    /** Whether nothing sees the data before it is bytes, or made of bytes. Middleware would see text where it is text. */
    boolean wantsBytes() {
        return parser != null || handler.layers().isEmpty() && handler.arguments().stream().allMatch(MessageHandler::isBytes);
    }

    /** Arguments that are not the data do not mind. */
    private static boolean isBytes(Object argument) {
        if (argument instanceof BatchArgument batch) {
            return isBytes(batch.element());
        }
        return argument instanceof PayloadArgument payload ? payload.takesBytes()
                : !(argument instanceof ValidatedArgument validated) || validated.payload().takesBytes();
    }
}
