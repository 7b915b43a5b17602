package io.quarkiverse.tomodachi.runtime.amqp.topology;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Settings of the queues in which messages wait that shall be delivered again.
 */
@ConfigMapping(prefix = "quarkus.tomodachi.amqp.retry-queues")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface AmqpRetryQueuesConfig {

    /**
     * What the names of the retry queues, and of their exchanges, begin with. Applications with the same prefix share the
     * classic ones. The user of the broker needs the permissions to configure, write and read what is named so.
     */
    @WithDefault(RetryLadder.DEFAULT_PREFIX)
    String prefix();
}
