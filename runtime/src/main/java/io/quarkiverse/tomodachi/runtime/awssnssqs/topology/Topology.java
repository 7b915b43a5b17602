package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients.await;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.util.Map;
import java.util.TreeMap;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Queues.Queue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Makes the topics, queues, policies and subscriptions of handlers exist. Where they do already, nothing is changed. Calls wait
 * for AWS: for worker threads.
 */
public final class Topology {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String DEFAULT_VISIBILITY_TIMEOUT = "30";

    private final Queues queues;
    private final Topics topics;
    private final Subscriptions subscriptions;

    public Topology(AwsClients clients, Topics topics) {
        this.queues = new Queues(clients.sqs());
        this.topics = topics;
        this.subscriptions = new Subscriptions(clients.sns());
    }

    public Provisioned provision(QueueNames names) {
        HandlerSettings settings = names.settings();
        Queue queue = queues.ensure(names.queue(), settings.fifo());
        Queue deadLetters = names.deadLetterQueue().isEmpty() ? null
                : queues.ensureDeadLetter(names.deadLetterQueue(), settings.fifo());
        String topicArn = names.topic().isEmpty() ? null : await(topics.arn(names.topic()));
        Map<QueueAttributeName, String> current = queues.attributes(queue.url(), POLICY, REDRIVE_POLICY, VISIBILITY_TIMEOUT);
        Map<QueueAttributeName, String> changes = changes(settings, queue, deadLetters, topicArn, current);
        if (!changes.isEmpty()) {
            queues.setAttributes(queue, changes);
        }
        if (topicArn != null) {
            subscriptions.ensure(topicArn, queue.arn(), settings.filterPolicy());
        }
        Map<QueueAttributeName, String> result = new TreeMap<>(current);
        result.putAll(changes);
        RedrivePolicy redrive = RedrivePolicy.parse(result.get(REDRIVE_POLICY));
        return new Provisioned(queue.url(), deadLetters == null ? redriveTarget(redrive) : deadLetters.url(),
                Integer.parseInt(result.getOrDefault(VISIBILITY_TIMEOUT, DEFAULT_VISIBILITY_TIMEOUT)), redrive != null);
    }

    /** Forgets what it knows of a topic, so that it is created again. */
    public void forgetTopic(QueueNames names) {
        topics.forget(names.topic());
    }

    private static Map<QueueAttributeName, String> changes(HandlerSettings settings, Queue queue, Queue deadLetters,
            String topicArn, Map<QueueAttributeName, String> current) {
        Map<QueueAttributeName, String> changes = new TreeMap<>();
        if (topicArn != null) {
            String policy = QueuePolicy.allowing(current.get(POLICY), queue.arn(), topicArn);
            if (policy != null) {
                changes.put(POLICY, policy);
            }
        }
        RedrivePolicy redrive = RedrivePolicy.parse(current.get(REDRIVE_POLICY));
        if (deadLetters != null) {
            RedrivePolicy wanted = new RedrivePolicy(deadLetters.arn(), settings.maxReceiveCount());
            if (!wanted.equals(redrive)) {
                changes.put(REDRIVE_POLICY, wanted.write());
            }
        } else if (settings.deadLetterQueueName() != null && redrive != null) {
            changes.put(REDRIVE_POLICY, "");
        }
        if (settings.visibilityTimeout() != null
                && !settings.visibilityTimeout().toString().equals(current.get(VISIBILITY_TIMEOUT))) {
            changes.put(VISIBILITY_TIMEOUT, settings.visibilityTimeout().toString());
        }
        return changes;
    }

    /** The dead-letter queue that somebody else gave the queue. */
    private String redriveTarget(RedrivePolicy redrive) {
        if (redrive == null) {
            return null;
        }
        try {
            return queues.url(redrive.deadLetterArn()).orElse(null);
        } catch (SdkException e) {
            LOG.warnf("Rejected messages will be discarded: dead-letter queue %s cannot be looked up: %s",
                    redrive.deadLetterArn(), e.getMessage());
            return null;
        }
    }
}
