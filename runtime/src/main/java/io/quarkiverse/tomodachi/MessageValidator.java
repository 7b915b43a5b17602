package io.quarkiverse.tomodachi;

/**
 * Decides whether the data of a message may reach a handler; named by {@link ValidateWith}. The class is a CDI bean,
 * {@code @Singleton} unless it declares a scope.
 *
 * @param <T> the type of the parameter
 */
@FunctionalInterface
public interface MessageValidator<T> {

    /**
     * Called where the handler runs, after middleware and before the handler.
     *
     * @param data what the parameter gets, may be {@code null}
     * @throws Exception if the message is not valid. It is then rejected, with the exception in the log: to the dead-letter
     *         queue where there is one, else discarded. {@link RetryMessageException} keeps its meaning
     */
    void validate(T data) throws Exception;
}
