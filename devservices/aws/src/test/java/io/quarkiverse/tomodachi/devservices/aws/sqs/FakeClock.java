package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when told to. */
final class FakeClock implements InstantSource {
    private long millis = 1_700_000_000_000L;

    void passSeconds(long seconds) {
        millis += seconds * 1000;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public long millis() {
        return millis;
    }
}
