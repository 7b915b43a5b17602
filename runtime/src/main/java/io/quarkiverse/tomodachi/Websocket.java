package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} accept websocket connections. The method is called once for each connection,
 * after the handshake, and returns what is to be done with what the client sends ({@link WebsocketHandlers}), or nothing.
 * <p>
 * A request without an upgrade is answered with 426.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Websocket.List.class)
public @interface Websocket {

    /** @return a regular expression for the whole path, see {@link Http#url()} */
    String value();

    /** Holds several {@link Websocket}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Websocket[] value();
    }
}
