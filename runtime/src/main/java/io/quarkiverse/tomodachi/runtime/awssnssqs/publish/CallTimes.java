package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Duration;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long calls may take that look something up. */
final class CallTimes {

    private static final Duration LOOK_UP = Duration.ofSeconds(10);

    private CallTimes() {
    }

    static AwsRequestOverrideConfiguration lookUp() {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(LOOK_UP).apiCallAttemptTimeout(LOOK_UP).build();
    }
}
