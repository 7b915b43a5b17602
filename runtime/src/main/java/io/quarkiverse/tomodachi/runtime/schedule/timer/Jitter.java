package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How much later than planned a time may come, at random. */
final class Jitter {

    private Jitter() {
    }

    static long nanos(Duration most) {
        return most.isZero() ? 0 : ThreadLocalRandom.current().nextLong(most.toNanos());
    }
}
