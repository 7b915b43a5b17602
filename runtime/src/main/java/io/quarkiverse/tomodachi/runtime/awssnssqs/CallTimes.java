package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.time.Duration;
import java.util.Optional;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * How long calls may take that look something up or set something up. Without a limit, one that is not answered would take
 * as long as the client reads and tries, which are minutes, and what waits for it as well.
 */
public final class CallTimes {

    /** After that another attempt is made, on another connection. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(20);

    private CallTimes() {
    }

    /** @return the limits for a call of the client, whose own ones count where they are shorter */
    public static AwsRequestOverrideConfiguration of(SnsAsyncClient client) {
        return of(client.serviceClientConfiguration());
    }

    /** @return the limits for a call of the client, whose own ones count where they are shorter */
    public static AwsRequestOverrideConfiguration of(SqsAsyncClient client) {
        return of(client.serviceClientConfiguration());
    }

    private static AwsRequestOverrideConfiguration of(SdkServiceClientConfiguration client) {
        ClientOverrideConfiguration own = client.overrideConfiguration();
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(shorter(CALL, own.apiCallTimeout()))
                .apiCallAttemptTimeout(shorter(ATTEMPT, own.apiCallAttemptTimeout())).build();
    }

    private static Duration shorter(Duration limit, Optional<Duration> own) {
        return own.filter(duration -> duration.compareTo(limit) < 0).orElse(limit);
    }
}
