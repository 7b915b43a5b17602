package io.quarkiverse.tomodachi.runtime.awssnssqs;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Each long poll holds a connection for up to 20 seconds; where there are too few, all other calls wait behind them. */
final class Connections {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String KEY = "quarkus.sqs.async-client.max-concurrency";

    /** For deletes, visibility changes and messages that are sent. */
    private static final int FEWEST_FOR_CALLS = 10;

    private Connections() {
    }

    /** Warns of a limit that somebody has set. */
    static void check(int handlers) {
        ConfigProvider.getConfig().getOptionalValue(KEY, Integer.class).filter(limit -> limit < handlers + FEWEST_FOR_CALLS)
                .ifPresent(limit -> LOG.warnf("%s is %d, but the long polls of %d handlers hold a connection each; messages"
                        + " will be deleted and sent late. Set it to %d or more, or remove it", KEY, limit, handlers,
                        handlers + FEWEST_FOR_CALLS));
    }
}
