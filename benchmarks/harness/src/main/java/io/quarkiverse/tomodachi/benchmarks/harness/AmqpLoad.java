package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * Messages of one size that are handled in one way.
 *
 * @param handlers what the client is asked to do with them, and the end of the queue's name
 * @param size of the body in bytes
 */
record AmqpLoad(String handlers, int size) {

    static final int SMALL = 300;
    static final int LARGE = 10_000;

    static final String PUBLISH = "publish";
    static final String PUBLISH_TEXT = "publish-text";

    private static final List<String> HANDLERS = List.of("consume", "consume-worker", "consume-virtual", PUBLISH,
            PUBLISH_TEXT, "forward", "forward-worker", "forward-virtual");

    static List<AmqpLoad> all() {
        return Stream.of(SMALL, LARGE).flatMap(size -> HANDLERS.stream().map(handlers -> new AmqpLoad(handlers, size)))
                .toList();
    }

    String name() {
        return size == LARGE ? handlers + "-10k" : handlers;
    }

    /** Whether it needs threads that the JVM has from version 21 on. */
    boolean needsVirtualThreads() {
        return handlers.endsWith("-virtual");
    }

    boolean publishes() {
        return handlers.startsWith(PUBLISH);
    }

    boolean forwards() {
        return handlers.startsWith("forward");
    }

    /** The case in which the client library does the same on its own threads, which is the least that it can cost. */
    AmqpLoad direct() {
        return publishes() ? this : new AmqpLoad(handlers.replaceFirst("-.*", ""), size);
    }

    int messages(Options options) {
        return size == LARGE ? Math.max(1, options.messages() / 2) : options.messages();
    }
}
