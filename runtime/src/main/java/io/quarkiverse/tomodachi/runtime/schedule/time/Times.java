package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.Instant;

/** Moments, one after the other. */
public interface Times {

    /** @return the first moment after the given one, {@code null} if there is none */
    Instant next(Instant after);
}
