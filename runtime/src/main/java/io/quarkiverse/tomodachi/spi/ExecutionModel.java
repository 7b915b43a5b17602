package io.quarkiverse.tomodachi.spi;

/** Where the code of a handler runs. */
public enum ExecutionModel {
    /** On a worker thread; the code may block. */
    WORKER,
    /** On the event loop; the code must not block. */
    EVENT_LOOP,
    /** On a virtual thread where the JVM has them, else on a worker thread. */
    VIRTUAL_THREAD
}
