package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** SQS answers a long poll after 20 seconds, if no message comes; a client that waits less takes that for a failure. */
final class LongPollTimes {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private static final List<String> KEYS = List.of("quarkus.sqs.async-client.read-timeout",
            "quarkus.sqs.api-call-attempt-timeout", "quarkus.sqs.api-call-timeout");

    private LongPollTimes() {
    }

    /** Tells of limits that somebody has set too low. */
    static void check() {
        advice(key -> ConfigProvider.getConfig().getOptionalValue(key, Duration.class)).forEach(advice -> LogEvent
                .of(LOG, Level.WARN, "%s", advice).with("event", "poll-timeout").with("transport", "aws-sns-sqs").write());
    }

    static List<String> advice(Function<String, Optional<Duration>> configured) {
        return KEYS.stream().filter(key -> configured.apply(key).filter(LongPollTimes::isTooShort).isPresent())
                .map(key -> String.format("%s is %s s, but SQS answers a long poll after %s seconds if there is no message;"
                        + " each such poll will fail, and a message that comes meanwhile may be hidden until its visibility"
                        + " timeout is over. Set it to more than that, or remove it", key,
                        configured.apply(key).orElseThrow().toMillis() / 1000.0, LONGEST_POLL.toSeconds()))
                .toList();
    }

    /** 0 is for no limit. */
    private static boolean isTooShort(Duration limit) {
        return !limit.isZero() && limit.compareTo(LONGEST_POLL) <= 0;
    }
}
