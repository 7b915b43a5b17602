package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Duration;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long calls may take. */
final class CallTimes {

    /** After that the client tries again on another connection. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    /** Of calls that look something up. */
    private static final Duration LOOK_UP = Duration.ofSeconds(10);

    private CallTimes() {
    }

    static AwsRequestOverrideConfiguration within(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout)
                .apiCallAttemptTimeout(timeout.compareTo(ATTEMPT) < 0 ? timeout : ATTEMPT).build();
    }

    static AwsRequestOverrideConfiguration lookUp() {
        return within(LOOK_UP);
    }
}
