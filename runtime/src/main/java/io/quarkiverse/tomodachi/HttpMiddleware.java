package io.quarkiverse.tomodachi;

/**
 * Code around the HTTP handlers of a service, named in {@link TomodachiService#httpMiddleware()}: around {@link Http}
 * handlers, around {@link HttpError} handlers ({@link HttpCall#errorStatus()} tells), and around the method that
 * {@link Websocket} calls for a new connection. Not around static files, and not where no handler is called: for a path
 * or method that nothing answers and that has no error handler.
 * <p>
 * For a websocket the result is the {@link WebsocketHandlers}; without calling {@link Next#proceed()} a middleware
 * returns its own, or fails with {@link HttpException} to refuse the connection.
 */
public interface HttpMiddleware extends Middleware<HttpCall> {
}
