package io.quarkiverse.tomodachi.runtime.observe;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.jboss.logging.Logger;

/** Watches how many messages a call to a broker carries. A bean, which is only there where it has use for it. */
public interface BatchObserver {

    /** Nobody watches. */
    IntConsumer NONE = messages -> {
    };

    /**
     * @param transport the transport, such as {@code aws-sns-sqs}
     * @param destination the topic or queue
     * @return told, on any thread, of each call that publishes, with the number of its messages
     */
    IntConsumer publishing(String transport, String destination);

    /**
     * @param transport the transport, such as {@code aws-sns-sqs}
     * @param queue the queue
     * @return told, on any thread, of each call that brought messages, with their number; not of those that brought none
     */
    IntConsumer receiving(String transport, String queue);

    /**
     * All observers as one; none is in the way of another, nor of the messages.
     *
     * @param watch what each of them watches
     */
    static IntConsumer all(List<BatchObserver> observers, Function<BatchObserver, IntConsumer> watch) {
        if (observers.isEmpty()) {
            return NONE;
        }
        List<IntConsumer> watching = observers.stream().map(watch).toList();
        return messages -> {
            for (IntConsumer one : watching) {
                try {
                    one.accept(messages);
                } catch (RuntimeException e) {
                    Logger.getLogger("io.quarkiverse.tomodachi.message")
                            .warn("An observer of calls to a broker failed, and is ignored", e);
                }
            }
        };
    }
}
