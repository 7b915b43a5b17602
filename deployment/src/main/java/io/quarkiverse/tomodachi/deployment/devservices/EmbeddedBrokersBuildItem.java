package io.quarkiverse.tomodachi.deployment.devservices;

import io.quarkus.builder.item.SimpleBuildItem;

/** The brokers that run in this process in dev mode. */
final class EmbeddedBrokersBuildItem extends SimpleBuildItem {

    private final EmbeddedBrokers brokers;

    EmbeddedBrokersBuildItem(EmbeddedBrokers brokers) {
        this.brokers = brokers;
    }

    EmbeddedBrokers getBrokers() {
        return brokers;
    }
}
