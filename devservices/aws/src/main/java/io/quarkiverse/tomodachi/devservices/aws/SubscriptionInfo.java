package io.quarkiverse.tomodachi.devservices.aws;

import java.util.Map;

/**
 * A subscription as it is at one moment.
 *
 * @param endpoint ARN of the queue
 * @param attributes those that were set
 * @param pending whether it has to be confirmed before anything is delivered
 */
public record SubscriptionInfo(String arn, String topicArn, String endpoint, Map<String, String> attributes, boolean pending) {
}
