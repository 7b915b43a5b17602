package io.quarkiverse.tomodachi.benchmarks.harness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What all clients of a measurement have in common. */
interface MessageBroker extends AutoCloseable {

    Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Product and version. */
    String version();

    /** System properties, as {@code name=value}, that tell a client where it is. */
    List<String> properties();

    /** The name of a queue of a client, or of the place that it publishes to. */
    String name(String client, String end);

    /**
     * Before a client starts.
     *
     * @param consumed the queues that it will consume from, empty at its start
     * @param sink for what it publishes, empty and without consumers
     */
    void prepare(List<String> consumed, String sink);

    /** Waits until a client receives from the queue. */
    void awaitConsumer(String queue);

    /** Puts messages into a queue, and returns when all of them are in it. */
    void fill(String queue, int messages, int size);

    /** Waits until nothing of what a client received from the queue is left to be told, where that can be seen. */
    void awaitSettled(String queue);

    /** What a queue holds that nobody consumes any more; so whatever was not acknowledged is in it. */
    void requireLeft(String queue, long messages);

    void empty(String queue);

    /** After a client has ended. */
    void delete(List<String> queues);

    /** How often clients called about the queue, or about the sink, by the names of the actions; none if nobody counts. */
    Map<String, Long> calls(String name);

    @Override
    void close();

    static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("There should be " + what + ", but that did not become so");
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
