package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a connection is.
 *
 * @param state where it stands
 * @param since since when
 * @param reason why it is not open, or blocked; {@code null} if there is nothing to tell
 */
public record ConnectionCondition(State state, Instant since, String reason) {

    /** Where a connection stands. */
    public enum State {
        /** Nobody has asked for it. */
        UNUSED("not used"),
        CONNECTING("no connection"),
        OPEN("connected"),
        /** Open, but the broker takes no messages. */
        BLOCKED("blocked by the broker"),
        CLOSED("closed");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    static ConnectionCondition now(State state, String reason) {
        return new ConnectionCondition(state, Instant.now(), reason);
    }

    /** Whether it does what it is there for, if anything. */
    public boolean isWell() {
        return state == State.UNUSED || state == State.OPEN;
    }

    /** {@code no connection since 2030-01-31T12:00:00Z: Connection refused}. */
    @Override
    public String toString() {
        if (state == State.UNUSED) {
            return state.text;
        }
        return state.text + " since " + since.truncatedTo(ChronoUnit.SECONDS) + (reason == null ? "" : ": " + reason);
    }
}
