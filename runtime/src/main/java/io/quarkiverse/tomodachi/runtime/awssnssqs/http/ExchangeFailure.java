package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.io.IOException;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Failures of Vert.x as those that the SDK knows: after an {@link IOException} it tries again. */
final class ExchangeFailure {

    private ExchangeFailure() {
    }

    static Throwable of(SdkHttpRequest asked, Throwable failure) {
        if (failure instanceof IOException) {
            return failure;
        }
        String message = asked.protocol() + "://" + asked.host() + ':' + asked.port() + ": " + failure.getMessage();
        return failure instanceof ConnectionPoolTooBusyException ? SdkClientException.create(message, failure)
                : new IOException(message, failure);
    }
}
