package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.HttpErrorInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives an error handler what was raised: any exception, or an {@link HttpException} that stands for it. */
public record FailureArgument(boolean http) implements ArgumentResolver<HttpErrorInvocation> {

    @Override
    public Object resolve(HttpErrorInvocation invocation) {
        Throwable failure = invocation.failure();
        return !http || failure instanceof HttpException ? failure
                : new HttpException(invocation.status(), failure.getMessage(), failure);
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
