package io.quarkiverse.tomodachi;

import io.smallrye.mutiny.Uni;

/**
 * Calls scheduled methods out of turn. A bean of applications that have any. They are paused, resumed and listed by
 * {@code io.quarkus.scheduler.Scheduler}.
 */
public interface Schedules {

    /**
     * Calls a scheduled method now, also if it is paused. Its planned times do not change. The limits of
     * {@link Schedule#overlap()}
     * and {@link Schedule#cluster()} hold.
     *
     * @param identity the {@link Schedule#identity()}
     * @return lazy; completes when the method has ended with {@code true}, or with {@code false} if it was not called because
     *         it
     *         runs already, here or on another replica, or because the application terminates; fails with what the method
     *         threw,
     *         and with {@link IllegalArgumentException} if there is no such schedule
     */
    Uni<Boolean> trigger(String identity);
}
