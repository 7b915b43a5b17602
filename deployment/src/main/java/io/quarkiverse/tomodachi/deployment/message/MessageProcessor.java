package io.quarkiverse.tomodachi.deployment.message;

import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;

/** What the transports of messages share at run time; removed where no transport injects it. */
class MessageProcessor {

    @BuildStep
    AdditionalBeanBuildItem receivers() {
        return new AdditionalBeanBuildItem(MessageReceivers.class);
    }
}
