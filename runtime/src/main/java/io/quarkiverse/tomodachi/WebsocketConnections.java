package io.quarkiverse.tomodachi;

/**
 * The open websocket connections of this instance of the application. A bean, to be injected, of applications with a
 * {@link Websocket} handler.
 */
public interface WebsocketConnections {

    /** @return the connections of all handlers */
    WebsocketSelection all();

    /**
     * The connections of one URL.
     *
     * @param url as written in {@link Websocket#value()}
     * @return the connections
     * @throws IllegalArgumentException if no handler has that URL
     */
    WebsocketSelection ofUrl(String url);

    /**
     * The connections of one method.
     *
     * @param service the class of the service
     * @param method the name of the method
     * @return the connections
     * @throws IllegalArgumentException if the class has no websocket handler of that name
     */
    WebsocketSelection ofMethod(Class<?> service, String method);
}
