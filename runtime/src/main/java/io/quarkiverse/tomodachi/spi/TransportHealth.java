package io.quarkiverse.tomodachi.spi;

import java.util.Map;

/**
 * How a transport is.
 *
 * @param ready whether it does all that handlers and publishers need; heals by itself when that is so again
 * @param details what there is to tell, by the part of the transport: a connection, a handler; what is not as it should be
 *        comes with the reason and since when
 */
public record TransportHealth(boolean ready, Map<String, String> details) {

    /** Nothing to complain about, and nothing to tell. */
    public static final TransportHealth READY = new TransportHealth(true, Map.of());
}
