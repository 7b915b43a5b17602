package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.http.HttpErrorInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives an error handler the status that was raised. */
public record StatusArgument() implements ArgumentResolver<HttpErrorInvocation> {

    @Override
    public Object resolve(HttpErrorInvocation invocation) {
        return invocation.status();
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
