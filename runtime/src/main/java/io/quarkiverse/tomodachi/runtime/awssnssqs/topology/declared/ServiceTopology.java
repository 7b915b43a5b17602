package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/**
 * What holds for all handlers of a service.
 *
 * @param name the service's name, {@code null} if there is none to tell
 * @param mode what is done about what the handlers declare
 * @param policySource what may deliver to the queues in place of their topics, {@code null} for the topics
 * @param wildcardPolicySource the same for queues that are subscribed to several topics, before the other one
 */
public record ServiceTopology(String name, TopologyMode mode, String policySource, String wildcardPolicySource) {

    /** Everything is created, and topics deliver themselves. */
    public static final ServiceTopology DEFAULT = new ServiceTopology(null, TopologyMode.APPLY, null, null);
}
