package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * Messages of one size that are handled in one way.
 *
 * @param handlers what the client is asked to do with them, and the end of the queue's name
 * @param size of the body in bytes
 */
record MessageLoad(String handlers, int size) {

    static final int SMALL = 300;
    static final int LARGE = 10_000;

    /** With messages of both sizes. */
    static List<MessageLoad> all(List<String> handlers) {
        return Stream.of(SMALL, LARGE).flatMap(size -> handlers.stream().map(name -> new MessageLoad(name, size))).toList();
    }

    String name() {
        return size == LARGE ? handlers + "-10k" : handlers;
    }

    /** Whether it needs threads that the JVM has from version 21 on. */
    boolean needsVirtualThreads() {
        return handlers.endsWith("-virtual");
    }

    boolean publishes() {
        return !handlers.startsWith("consume") && !forwards();
    }

    boolean forwards() {
        return handlers.startsWith("forward");
    }

    /** The case in which the client library does the same on its own threads, which is the least that it can cost. */
    MessageLoad direct() {
        return publishes() ? this : new MessageLoad(handlers.replaceFirst("-.*", ""), size);
    }

    int messages(Options options) {
        return size == LARGE ? Math.max(1, options.messages() / 2) : options.messages();
    }
}
