package io.quarkiverse.tomodachi.deployment.awssnssqs;

import io.quarkus.builder.item.SimpleBuildItem;

/** Present if the application has a handler or a publisher of SNS+SQS. */
public final class AwsSnsSqsUsedBuildItem extends SimpleBuildItem {
}
