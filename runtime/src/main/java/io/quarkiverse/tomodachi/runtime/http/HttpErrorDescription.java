package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** An error handler and the status that it is for. */
public record HttpErrorDescription(HandlerDescription handler, int status) {
}
