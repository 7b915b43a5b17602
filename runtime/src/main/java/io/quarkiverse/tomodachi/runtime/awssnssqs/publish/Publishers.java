package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane.Lane;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane.Lanes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.PendingPublications;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Room;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Destination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.OwnAccount;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.QueueDestination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Targets;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.TopicCreation;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.TopicDestination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.TopicLookup;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AwsSnsSqsConfig;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.smallrye.mutiny.Uni;

/** What the application sends to SNS and SQS. */
public final class Publishers {

    /** How much may be on its way at the same time; others wait. */
    private static final int MAX_MESSAGES = 10_000;
    private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    private final AwsClients clients;
    private final Threads threads = new Threads();
    private final PendingPublications pending = new PendingPublications(threads, new Room(MAX_MESSAGES, MAX_BYTES));
    private final TopicLookup topics;
    private final Lanes<TopicKey> topicLanes = new Lanes<>();
    private final Lanes<String> queueLanes = new Lanes<>();

    /** @param topics creates topics */
    public Publishers(AwsClients clients, Topics topics) {
        this.clients = clients;
        this.topics = new TopicLookup(clients.sns(), topics, new OwnAccount(clients, topics::accountNumber));
    }

    public AwsSnsSqsPublisher publisher(Service service, PublishObservers observers) {
        return new ServicePublisher(service, this, observers);
    }

    /** @param config the prefixes of a service */
    Targets targets(AwsSnsSqsConfig config) {
        return new Targets(clients, config.topicPrefix().orElse(""), config.queueNamePrefix().orElse(""));
    }

    Uni<PublishResult> send(String target, Duration timeout, PendingPublications.Writing writing) {
        return pending.send(target, timeout, writing);
    }

    /**
     * @param name the name on AWS: encoded, with prefix; or the ARN
     * @param creation whether and how the topic is created if it does not exist
     * @param observers who is told of calls
     */
    Lane topic(String name, TopicCreation creation, PublishObservers observers) {
        return topicLanes.get(new TopicKey(name, creation),
                key -> lane(new TopicDestination(name, creation, clients.sns(), topics), name, observers));
    }

    /**
     * @param queue a name on AWS, an ARN or a URL
     * @param observers who is told of calls
     */
    Lane queue(String queue, PublishObservers observers) {
        return queueLanes.get(queue,
                absent -> lane(new QueueDestination(queue, clients.sqs()), QueueDestination.name(queue), observers));
    }

    private Lane lane(Destination destination, String name, PublishObservers observers) {
        return new Lane(destination, threads, observers.calls("aws-sns-sqs", name));
    }

    /** Completes when nothing is on its way any more, whatever the outcomes. */
    public CompletionStage<Void> drain() {
        return pending.drain();
    }

    /** Sends nothing more, and tells those who still wait. */
    public void close() {
        pending.close();
    }

    /** Services that create the same topic in different ways do not share its calls. */
    private record TopicKey(String name, TopicCreation creation) {
    }
}
