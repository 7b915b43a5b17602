package io.quarkiverse.tomodachi.runtime.websocket;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** A websocket handler and the URL as written. */
public record WebsocketDescription(HandlerDescription handler, String url) {
}
