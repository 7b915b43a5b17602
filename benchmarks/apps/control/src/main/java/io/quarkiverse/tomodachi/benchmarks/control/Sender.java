package io.quarkiverse.tomodachi.benchmarks.control;

/**
 * Publishes one message to the sink; to RabbitMQ persistent and mandatory.
 *
 * @param <T> what the application has: bytes, or a text
 */
@FunctionalInterface
public interface Sender<T> {

    /**
     * Called on one thread, as fast as the number of unconfirmed messages allows.
     *
     * @param outcome told when the broker has confirmed the message
     */
    void send(T body, Outcome outcome) throws Exception;

    /** What became of a message. */
    interface Outcome {

        void confirmed();

        void failed(Throwable failure);
    }
}
