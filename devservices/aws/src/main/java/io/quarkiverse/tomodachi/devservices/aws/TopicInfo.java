package io.quarkiverse.tomodachi.devservices.aws;

import java.util.Map;

/**
 * A topic as it is at one moment.
 *
 * @param attributes those that were set
 * @param subscriptions how many queues are subscribed
 */
public record TopicInfo(String name, String arn, Map<String, String> attributes, int subscriptions) {
}
