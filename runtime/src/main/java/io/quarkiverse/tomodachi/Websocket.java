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
 * Before the handshake it is decided who may connect: path policies and security annotations of the method, the origin of the
 * page ({@code quarkus.tomodachi.websocket.allowed-origins}), and whether groups of the URL fit their parameters. Who may not
 * gets an HTTP status and no connection. A request without an upgrade is answered with 426 unless an {@link Http} handler knows
 * the path.
 * <p>
 * A method that throws ends the connection with code 1011, or with 1008 where it throws an {@link HttpException} of status 400
 * to 499 or is not allowed for the user.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Websocket.List.class)
public @interface Websocket {

    /** @return a regular expression for the whole path, see {@link Http#url()} */
    String value();

    /**
     * The subprotocols that the handler speaks. The first one in the client's list that is also in this one is chosen, see
     * {@link WebsocketConnection#subprotocol()}. Where there is none, the connection is opened without a subprotocol, which a
     * browser that asked for one takes as a failure.
     *
     * @return names as registered or agreed upon, none by default
     */
    String[] subprotocols() default {};

    /** @return see {@link Http#allowBacktracking()} */
    boolean allowBacktracking() default false;

    /** Holds several {@link Websocket}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Websocket[] value();
    }
}
