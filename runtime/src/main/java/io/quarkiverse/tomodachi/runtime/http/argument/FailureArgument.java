package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.HttpErrorInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/**
 * Gives an error handler what was raised.
 *
 * @param type {@link HttpException}, which also stands for other exceptions, or the class of the exception or its cause
 */
public record FailureArgument(Class<?> type) implements ArgumentResolver<HttpErrorInvocation> {

    @Override
    public Object resolve(HttpErrorInvocation invocation) {
        Throwable failure = invocation.failure();
        if (type.isInstance(failure)) {
            return failure;
        }
        return type == HttpException.class ? new HttpException(invocation.status(), failure.getMessage(), failure)
                : failure.getCause();
    }

    /** Whether an error handler that takes exceptions of a class is called for one. */
    public static boolean accepts(Class<?> type, Throwable failure) {
        return type == HttpException.class || type.isInstance(failure)
                || failure instanceof HttpException && type.isInstance(failure.getCause());
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
