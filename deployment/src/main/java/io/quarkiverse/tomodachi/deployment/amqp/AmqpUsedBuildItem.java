package io.quarkiverse.tomodachi.deployment.amqp;

import io.quarkus.builder.item.SimpleBuildItem;

/** Present if the application has a handler or a publisher of AMQP. */
public final class AmqpUsedBuildItem extends SimpleBuildItem {
}
