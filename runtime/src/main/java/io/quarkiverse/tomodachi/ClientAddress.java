package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.net.InetAddress;

/**
 * Binds a parameter of an HTTP handler, an error handler or a websocket handler to the address of the client, a {@code String}
 * or an {@link InetAddress}; {@code null} for a connection that has none, such as one over a Unix domain socket.
 * <p>
 * It is the address of the connection, or, if that is one of {@code quarkus.tomodachi.http.real-ip-from}, what this proxy tells
 * in the header {@code quarkus.tomodachi.http.real-ip-header}: the last address there that is no trusted proxy itself. If the
 * header has something else than addresses, it is that of the connection.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface ClientAddress {
}
