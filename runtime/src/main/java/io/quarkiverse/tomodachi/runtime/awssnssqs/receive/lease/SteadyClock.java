package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Goes on evenly whatever happens to the clock of the machine, as the time does for which SQS hides messages. */
public final class SteadyClock extends Clock {

    private final Instant begin = Instant.now();
    private final long beginMillis = begin.toEpochMilli();
    private final long beginNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }

    /** Makes nothing: asked for each message. */
    @Override
    public long millis() {
        return beginMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
