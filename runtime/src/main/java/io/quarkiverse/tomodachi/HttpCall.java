package io.quarkiverse.tomodachi;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.vertx.ext.web.RoutingContext;

/** A call of a handler for a request. */
public interface HttpCall extends HandlerCall {

    /**
     * The request and its response.
     *
     * @return the body of a {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE} is already read, see
     *         {@link RoutingContext#body()}; that of another method only where the handler takes it
     */
    RoutingContext request();

    /**
     * The named groups of the URL.
     *
     * @return decoded text by name, without groups that took no part in the match; empty for error handlers
     */
    Map<String, String> pathGroups();

    /**
     * Who sent the request.
     *
     * @return what {@link ClientAddress} tells; empty for a connection without address
     */
    Optional<InetAddress> clientAddress();

    /** @return for a call of an {@link HttpError} handler the status that it answers; empty for any other handler */
    OptionalInt errorStatus();

    /** @return for a call of an {@link HttpError} handler what was raised; empty for any other handler */
    Optional<Throwable> failure();
}
