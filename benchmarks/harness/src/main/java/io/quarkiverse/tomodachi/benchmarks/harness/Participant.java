package io.quarkiverse.tomodachi.benchmarks.harness;

/** What is started again and again, and loaded in turn with others. */
interface Participant<L> extends AutoCloseable {

    String name();

    void start();

    boolean takes(L load);

    void warmUp(L load);

    void measure(L load);

    @Override
    void close();
}
