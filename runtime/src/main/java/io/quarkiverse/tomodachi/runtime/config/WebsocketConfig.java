package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** Settings of websockets. */
@ConfigGroup
public interface WebsocketConfig {

    /**
     * Which pages may open connections: origins such as `https://shop.example`, regular expressions between slashes, or
     * `*` for all. A browser tells the origin of the page in the `Origin` header. By default only pages of the same
     * host and port as the request itself may; a client that sends no `Origin`, and so is no browser, always may.
     */
    Optional<List<String>> allowedOrigins();

    /**
     * How often a ping is sent on each connection; 0 for never. It keeps proxies from closing quiet connections, and
     * finds those whose client is gone.
     */
    @WithDefault("30S")
    Duration pingInterval();

    /**
     * After how long without any answer to a ping a connection is closed with code 1011.
     */
    @WithDefault("10S")
    Duration pongTimeout();

    /**
     * After how long without any message in either direction a connection is closed with code 1001. By default there is no
     * limit. Pings are no messages.
     */
    Optional<Duration> idleTimeout();

    /**
     * How many bytes sent to a connection may wait for a client that reads slowly. A single message may be larger if nothing
     * else waits. As many bytes of answers to pings may wait; a client that sends further ones is disconnected.
     */
    @WithDefault("4M")
    MemorySize sendBuffer();

    /**
     * What happens when a message is sent for which there is no room: `close` closes the connection with code 1013, so that the
     * client knows that it missed something; `fail` only lets the sending fail.
     */
    @WithDefault("close")
    WhenFull sendBufferFull();

    /** What happens to a connection whose buffer is full. */
    enum WhenFull {
        /** It is closed. */
        CLOSE,
        /** The sending fails. */
        FAIL
    }
}
