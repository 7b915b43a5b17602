package io.quarkiverse.tomodachi.devservices.aws;

import java.util.Map;

/**
 * A subscription as it is at one moment.
 *
 * @param endpoint ARN of the queue
 * @param attributes those that were set
 */
public record SubscriptionInfo(String arn, String topicArn, String endpoint, Map<String, String> attributes) {
}
