package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.List;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkus.builder.item.SimpleBuildItem;

/** Present if the application has a handler or a publisher of SNS+SQS. */
public final class AwsSnsSqsUsedBuildItem extends SimpleBuildItem {

    private final List<HandlerBuildItem> handlers;

    AwsSnsSqsUsedBuildItem(List<HandlerBuildItem> handlers) {
        this.handlers = List.copyOf(handlers);
    }

    /** The handlers of SNS+SQS, in order. */
    public List<HandlerBuildItem> getHandlers() {
        return handlers;
    }
}
