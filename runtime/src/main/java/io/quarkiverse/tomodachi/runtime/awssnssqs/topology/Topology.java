package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SubscriptionRequest;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/**
 * The topics, queues, policies and subscriptions of handlers, which are made to exist, compared or only looked up, as the
 * service says. What is right already is not touched. Calls wait for AWS: for worker threads.
 */
public final class Topology {

    private final NamedPlaces places;
    private final Queues queues;
    private final Topics topics;
    private final PolicyWatch watch;
    private final Setup setup;
    private final Strategy verification;
    private final Strategy lookUp;

    /** A topology of which nothing is looked at again later. */
    public Topology(AwsClients clients, Topics topics) {
        this(clients, topics, null);
    }

    /** @param executor looks again, a moment later, at policies that others may have replaced at the same time */
    public Topology(AwsClients clients, Topics topics, ScheduledExecutorService executor) {
        this.places = new NamedPlaces(clients);
        this.topics = topics;
        this.queues = new Queues(clients.sqs(), topics.account());
        this.watch = new PolicyWatch(queues, executor);
        TopicSettings topicSettings = new TopicSettings(clients.sns());
        Subscriptions subscriptions = new Subscriptions(clients.sns());
        this.setup = new Setup(queues, topics, topicSettings, subscriptions, watch);
        this.verification = new Verification(queues, topics, topicSettings, subscriptions);
        this.lookUp = new LookUp(queues);
    }

    /** Tells of a handler before the first one is provisioned. */
    public void expect(QueueNames names) {
        if (!names.deadLetterQueue().isEmpty()) {
            queues.expectDeadLetters(names.deadLetterQueue());
        }
    }

    /**
     * @return the queue of the handler
     * @throws TopologyException if it is not as declared and cannot be made so; the message names the handler
     * @throws IllegalStateException if AWS refuses the credentials, which concerns all handlers
     * @throws TopologyDifferences if nothing is to be changed and something differs
     */
    public Provisioned provision(QueueNames names) {
        try {
            places.check(names);
            return provisionEach(names);
        } catch (AwsCallException e) {
            if (e.isOfCredentials()) {
                throw new IllegalStateException("AWS refuses the credentials of the application: " + e.getMessage(), e);
            }
            throw new TopologyException("@AwsSnsSqs method " + names.handler() + " cannot be set up: " + e.getMessage(), e);
        } catch (TopologyException e) {
            throw new TopologyException("@AwsSnsSqs method " + names.handler() + " " + e.getMessage(), e);
        }
    }

    /** The queue is made right once for each topic; it is known then, so that only the topics make calls. */
    private Provisioned provisionEach(QueueNames names) {
        Strategy strategy = switch (names.service().mode()) {
            case APPLY -> setup;
            case VERIFY -> verification;
            case OFF -> lookUp;
        };
        Provisioned provisioned = null;
        Set<String> differences = new LinkedHashSet<>();
        for (QueueNames each : names.each()) {
            try {
                provisioned = strategy.provision(each);
            } catch (TopologyDifferences e) {
                differences.addAll(e.differences());
            }
        }
        if (!differences.isEmpty()) {
            throw new TopologyDifferences(names.handler(), List.copyOf(differences));
        }
        return provisioned;
    }

    /**
     * Confirms that the queue of a handler is subscribed to a topic of the handler, and sets what the handler declares of the
     * subscription.
     *
     * @return whether that is done; {@code false} if what is declared cannot be set now, which was told
     * @throws SubscriptionOfOthersException if it is not to be confirmed by this application; the message tells why
     * @throws TopologyException if it cannot be confirmed with this request; the message tells why
     * @throws RuntimeException if it cannot be confirmed now
     */
    public boolean confirm(QueueNames names, SubscriptionRequest request) {
        if (names.service().mode() != TopologyMode.APPLY) {
            throw new SubscriptionOfOthersException(
                    "nothing is changed (quarkus.tomodachi.aws-sns-sqs.topology); subscribe the queue once"
                            + " more for another request, and confirm it by hand");
        }
        for (QueueNames each : names.each()) {
            if (setup.isFor(each, request.topicArn())) {
                return setup.confirm(each, request);
            }
        }
        throw new SubscriptionOfOthersException(
                names.handler() + " is not for messages of that topic; if it is to be, name the topic");
    }

    /** Forgets what it knows of a handler's topics and queues, so that they are looked up and made to exist again. */
    public void forget(QueueNames names) {
        names.each().forEach(each -> topics.forget(each.topic()));
        queues.forget(names.queue());
        queues.forget(names.deadLetterQueue());
    }

    /** Looks at nothing any more. */
    public void end() {
        watch.end();
    }
}
