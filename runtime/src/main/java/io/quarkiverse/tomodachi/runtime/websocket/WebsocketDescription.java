package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.List;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * A websocket handler as the application was built with it.
 *
 * @param url as written
 * @param className the class that declares the method
 * @param serviceClass the class of the service, which may have inherited the method
 * @param parameterTypes the names of the method's parameter types
 * @param allowBacktracking whether the expression may need exponential time
 */
public record WebsocketDescription(HandlerDescription handler, String url, List<String> subprotocols, String className,
        String serviceClass, String method, List<String> parameterTypes,
        boolean allowBacktracking) {
}
