package io.quarkiverse.tomodachi.runtime.message.argument;

import io.quarkiverse.tomodachi.MessageValidator;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.runtime.message.payload.UnreadableMessageException;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkus.arc.Arc;

/**
 * Gives the data of the message once a validator has seen it.
 *
 * @param payload gives the data
 * @param validator the class of the bean
 */
public record ValidatedArgument(PayloadArgument payload, Class<?> validator) implements ArgumentResolver<MessageInvocation> {

    @Override
    @SuppressWarnings("unchecked")
    public Object resolve(MessageInvocation invocation) {
        Object data = payload.resolve(invocation);
        try {
            ((MessageValidator<Object>) Arc.container().select(validator).get()).validate(data);
        } catch (RetryMessageException e) {
            throw e;
        } catch (Exception e) {
            throw new UnreadableMessageException("the message is not valid for " + validator.getSimpleName(), e);
        }
        return data;
    }
}
