package io.quarkiverse.tomodachi.devservices.amqp.model;

/** A task that is due at a time that can change, or at no time. */
final class Expiry {

    private final Timers timers;
    private final Runnable task;
    private Timers.Timer timer;

    Expiry(Timers timers, Runnable task) {
        this.timers = timers;
        this.task = task;
    }

    /**
     * @param at when the task is due, {@link QueuedMessage#NEVER} for no time. A timer for an earlier time is left as it is:
     *        the task asks for the next time itself
     */
    void dueAt(long at) {
        if (timer != null && timer.pending()) {
            if (timer.dueAt() <= at && at != QueuedMessage.NEVER) {
                return;
            }
            timer.cancel();
        }
        if (at != QueuedMessage.NEVER) {
            timer = timers.schedule(Math.max(0, at - timers.now()), task);
        }
    }

    /** Due so many milliseconds from now, whatever was before. */
    void dueIn(long millis) {
        cancel();
        timer = timers.schedule(millis, task);
    }

    void cancel() {
        dueAt(QueuedMessage.NEVER);
    }
}
