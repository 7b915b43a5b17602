package io.quarkiverse.tomodachi.deployment.devservices;

import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;

/** Hands the brokers of this process from one live reload to the next. */
class EmbeddedBrokersProcessor {

    @BuildStep(onlyIf = IsDevelopment.class)
    EmbeddedBrokersBuildItem brokers(LiveReloadBuildItem liveReload, CuratedApplicationShutdownBuildItem shutdown) {
        EmbeddedBrokers brokers = liveReload.getContextObject(EmbeddedBrokers.class);
        if (brokers == null) {
            brokers = new EmbeddedBrokers();
            liveReload.setContextObject(EmbeddedBrokers.class, brokers);
            shutdown.addCloseTask(brokers::closeAll, true);
        }
        return new EmbeddedBrokersBuildItem(brokers);
    }
}
