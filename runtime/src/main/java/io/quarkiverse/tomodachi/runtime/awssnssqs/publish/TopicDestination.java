package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * A topic.
 *
 * @param name the name on AWS: encoded, with prefix
 */
record TopicDestination(String name, SnsAsyncClient sns, TopicLookup topics) implements Destination {

    @Override
    public boolean isFifo() {
        return AwsNames.isFifo(name);
    }

    @Override
    public CompletionStage<TopicRoute> find() {
        return topics.find(name).thenApply(topic -> new TopicRoute(sns, topic));
    }

    @Override
    public void forget() {
        topics.forget(name);
    }
}
