package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How a consumer is, for those who watch the application's health. Changed by one thread at a time. */
final class ConsumerCondition {

    /** Where a consumer stands. */
    private enum State {
        IDLE,
        CONSUMING,
        RECOVERING,
        CANCELLED
    }

    private volatile State state = State.IDLE;
    private volatile Instant since = Instant.now();
    private volatile String reason = "not begun yet";

    /** Why it does not receive; nothing if it does. */
    Optional<String> problem() {
        return state == State.CONSUMING ? Optional.empty()
                : Optional.of("does not receive since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + reason);
    }

    void begin() {
        change(State.IDLE, "not begun yet");
    }

    /** @return whether it did not before, and should have */
    boolean consuming() {
        boolean again = state == State.RECOVERING;
        state = State.CONSUMING;
        return again;
    }

    void recovering() {
        if (state == State.CONSUMING) {
            since = Instant.now();
        }
        state = State.RECOVERING;
    }

    void because(String reason) {
        this.reason = reason;
    }

    void cancelled() {
        change(State.CANCELLED, "stopped");
    }

    private void change(State state, String reason) {
        this.since = Instant.now();
        this.reason = reason;
        this.state = state;
    }
}
