package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

/** A subscription is not to be confirmed by this application. Another one may know the topic, one that is newer for example. */
public final class SubscriptionOfOthersException extends TopologyException {

    private static final long serialVersionUID = 1L;

    SubscriptionOfOthersException(String message) {
        super(message);
    }
}
