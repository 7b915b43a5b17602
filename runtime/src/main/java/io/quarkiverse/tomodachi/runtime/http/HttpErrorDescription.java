package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.runtime.http.response.ResultFormat;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * An error handler.
 *
 * @param status the status that it is for
 * @param failure the exceptions that it is for
 * @param format what its results are
 */
public record HttpErrorDescription(HandlerDescription handler, int status, Class<?> failure, ResultFormat format) {
}
