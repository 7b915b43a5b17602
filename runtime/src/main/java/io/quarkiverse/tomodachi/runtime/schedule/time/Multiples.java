package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.Duration;
import java.time.Instant;

/** All multiples of a period, counted from 1970 on, so that everybody who counts comes to the same moments. */
public record Multiples(Duration period) implements Times {

    @Override
    public Instant next(Instant after) {
        long seconds = period.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), seconds) + 1) * seconds);
    }
}
