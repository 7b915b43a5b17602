package io.quarkiverse.tomodachi;

import io.smallrye.mutiny.Uni;

/**
 * A method that receives messages, with {@link Amqp} or {@link AwsSnsSqs}, and may be told not to for a while: because what it
 * needs is down, or to empty a queue at night. See {@link Tomodachi#pausableHandlers()} and
 * {@link ServiceHandle#pausableHandler(String)}.
 * <p>
 * Being paused is the state of this process, and holds until {@link #resume()}, through lost connections as well. Other
 * instances of the application go on. After a restart, or a live reload in dev mode, all handlers receive.
 */
public interface PausableHandler {

    /** @return the name of its service */
    String service();

    /** @return the method, such as {@code org.acme.Shop#create(Order)} */
    String handler();

    /** @return whether it was told last to pause */
    boolean isPaused();

    /**
     * Receives nothing more. What was received and not begun with goes back to the queue untouched, which is no attempt for
     * AMQP, and one receive for SQS, as it is when an application stops. Calls of the handler that run, or have been given to a
     * thread that is busy yet, come to their end, and their outcome counts. A method with several triggers pauses all of them.
     * <p>
     * It is the call that does it; nobody has to wait for the result. May be called at any time and on any thread, by the
     * handler itself for example, and before the application has started, as in a method with {@link StartService}, so that it
     * does not begin to receive. Has no effect if the handler is paused already.
     *
     * @return completes when no further message will be given to a call and those that were not have gone back, or could not
     *         because the broker does not answer; calls that run are not waited for
     */
    Uni<Void> pause();

    /**
     * Receives again. Calls that have been running since before the pause count for {@code concurrency}, so that messages of a
     * handler with 1 are still handled strictly one after another. Has no effect if the handler is not paused, or if the
     * application is about to end.
     * <p>
     * It is the call that does it; nobody has to wait for the result.
     *
     * @return completes when messages are asked for; while there is no connection, they come as soon as there is one
     */
    Uni<Void> resume();
}
