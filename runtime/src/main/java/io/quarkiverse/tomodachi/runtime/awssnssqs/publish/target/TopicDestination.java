package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * A topic.
 *
 * @param name the name on AWS: encoded, with prefix; or the ARN
 * @param creation whether and how it is created if it does not exist and has no ARN
 */
public record TopicDestination(String name, TopicCreation creation, SnsAsyncClient sns,
        TopicLookup topics) implements Destination {

    @Override
    public boolean isFifo() {
        return AwsNames.isFifo(name);
    }

    @Override
    public CompletionStage<TopicRoute> find() {
        return (AwsNames.isArn(name) ? topics.find(name) : topics.find(name, creation))
                .thenApply(topic -> new TopicRoute(sns, topic));
    }

    @Override
    public void forget() {
        topics.forget(name);
    }
}
