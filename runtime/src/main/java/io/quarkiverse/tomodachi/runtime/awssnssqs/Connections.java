package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Each long poll holds a connection for up to 20 seconds; where there are too few, all other calls wait behind them. */
final class Connections {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String KEY = "quarkus.sqs.async-client.max-concurrency";

    /** For deletes, visibility changes and messages that are sent. */
    private static final int FEWEST_FOR_CALLS = 10;

    /** That of the client. */
    private static final int DEFAULT = 50;

    private Connections() {
    }

    /** How many long polls all handlers may have open together. */
    static int polls() {
        return limit() - FEWEST_FOR_CALLS;
    }

    /** Tells of a limit that somebody has set too low. */
    static void check(int handlers, int polls) {
        advice(limit(), handlers, polls).ifPresent(advice -> LogEvent.of(LOG, Level.WARN, "%s", advice)
                .with("event", "connections-few").with("transport", "aws-sns-sqs").with("connections", limit())
                .with("handlers", handlers).with("polls", polls).write());
    }

    /**
     * @param handlers each of which has one long poll open
     * @param polls how many long polls they have open when all queues are full, if they may
     */
    static Optional<String> advice(int limit, int handlers, int polls) {
        int left = limit - FEWEST_FOR_CALLS;
        if (left < handlers) {
            return Optional.of(String.format("%s is %d, but the long polls of %d handlers hold a connection each; messages will"
                    + " be deleted and sent late. Set it to %d or more, or remove it", KEY, limit, handlers,
                    handlers + FEWEST_FOR_CALLS));
        }
        return left >= polls ? Optional.empty()
                : Optional.of(String.format("%s is %d, so that at most %d long polls are open together; with the concurrency of"
                        + " the handlers there would be %d while their queues are full. Set it to %d to have all of them", KEY,
                        limit, left, polls, polls + FEWEST_FOR_CALLS));
    }

    private static int limit() {
        return ConfigProvider.getConfig().getOptionalValue(KEY, Integer.class).orElse(DEFAULT);
    }
}
