package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames.QueueArn;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Finds, creates and changes queues, each looked up once. Calls wait for AWS: for worker threads. */
final class Queues {

    private static final String FOURTEEN_DAYS = "1209600";

    private final SqsAsyncClient sqs;
    private final Account account;
    private final Shared<Optional<ExistingQueue>> found = new Shared<>();
    private final Set<String> deadLetterQueues = ConcurrentHashMap.newKeySet();

    Queues(SqsAsyncClient sqs, Account account) {
        this.sqs = sqs;
        this.account = account;
    }

    /** Tells that a handler declares the queue as the one of its dead letters, whoever else receives from it. */
    void expectDeadLetters(String nameOrArn) {
        deadLetterQueues.add(nameOrArn);
    }

    boolean isDeadLetterQueue(String nameOrArn) {
        return deadLetterQueues.contains(nameOrArn);
    }

    /** The queue, created if it is given by name and does not exist. */
    ExistingQueue ensure(String nameOrArn, HandlerSettings settings, boolean deadLetter) {
        Optional<ExistingQueue> queue = Optional.empty();
        while (queue.isEmpty()) {
            // who only looks for the queue at the same time may be the first, and finds none
            queue = get(nameOrArn, () -> lookUp(nameOrArn).or(() -> Optional.of(create(nameOrArn, settings, deadLetter))));
        }
        return queue.get();
    }

    /** The queue with its attributes, empty if it does not exist; it is looked for again the next time then. */
    Optional<ExistingQueue> find(String nameOrArn) {
        return get(nameOrArn, () -> lookUp(nameOrArn));
    }

    private Optional<ExistingQueue> get(String nameOrArn, Supplier<Optional<ExistingQueue>> maker) {
        Optional<ExistingQueue> queue = found.get(nameOrArn, maker);
        if (queue.isEmpty()) {
            found.forget(nameOrArn, Optional::isEmpty);
        }
        return queue;
    }

    private Optional<ExistingQueue> lookUp(String nameOrArn) {
        return url(nameOrArn).map(url -> describe(url, nameOrArn));
    }

    void forget(String nameOrArn) {
        found.forget(nameOrArn);
    }

    /** The URL of a queue, empty if it does not exist. */
    Optional<String> url(String nameOrArn) {
        try {
            return Optional.of(AwsCalls.call("sqs:GetQueueUrl", "queue " + nameOrArn,
                    () -> sqs.getQueueUrl(urlRequest(nameOrArn))).queueUrl());
        } catch (AwsCallException e) {
            if (e.is(QueueDoesNotExistException.class)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private GetQueueUrlRequest urlRequest(String nameOrArn) {
        Optional<QueueArn> arn = AwsNames.queueArn(nameOrArn);
        return GetQueueUrlRequest.builder().queueName(arn.map(QueueArn::name).orElse(nameOrArn))
                .queueOwnerAWSAccountId(arn.filter(QueueArn::hasOwner).map(QueueArn::account).orElse(null))
                .overrideConfiguration(CallTimes.of(sqs)).build();
    }

    private ExistingQueue create(String name, HandlerSettings settings, boolean deadLetter) {
        if (QueueNames.isArn(name)) {
            throw new TopologyException("needs queue " + name + ", which does not exist; queues that are given by their ARN are"
                    + " not created, so create it, or correct the ARN");
        }
        Map<QueueAttributeName, String> attributes = new TreeMap<>();
        if (settings.fifo()) {
            Map<String, String> declared = deadLetter ? Map.of() : settings.attributes().queue();
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
            attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                    declared.getOrDefault(DeclaredAttributes.CONTENT_BASED_DEDUPLICATION, "false"));
            attributes.put(QueueAttributeName.DEDUPLICATION_SCOPE,
                    declared.getOrDefault(DeclaredAttributes.DEDUPLICATION_SCOPE, "messageGroup"));
            attributes.put(QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
                    declared.getOrDefault(DeclaredAttributes.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
        }
        if (deadLetter) {
            attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS);
        }
        try {
            String url = AwsCalls.call("sqs:CreateQueue", "queue " + name,
                    () -> sqs.createQueue(
                            request -> request.queueName(name).attributes(attributes).overrideConfiguration(CallTimes.of(sqs))))
                    .queueUrl();
            TopologyLog.event(Level.INFO, "queue-created", "Created SQS queue %s", name).with(TopologyLog.QUEUE, name).write();
            return describe(url, name);
        } catch (AwsCallException e) {
            if (e.is(QueueNameExistsException.class)) {
                // somebody else has created it in the meantime
                return url(name).map(url -> describe(url, name)).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private ExistingQueue describe(String url, String nameOrArn) {
        Map<String, String> attributes = attributes(url, nameOrArn).orElse(null);
        String arn = attributes == null ? null : attributes.get("QueueArn");
        if (arn == null) {
            arn = QueueNames.isArn(nameOrArn) ? nameOrArn : arnOf(url).orElse(null);
        }
        if (arn != null && !QueueNames.isArn(nameOrArn)) {
            account.learn(arn);
        }
        return new ExistingQueue(nameOrArn, url, arn, attributes);
    }

    /** The ARN of a queue of which only the URL could be looked up, empty if that does not tell the account. */
    private Optional<String> arnOf(String url) {
        String[] path = url.split("/");
        Region region = sqs.serviceClientConfiguration().region();
        String partition = region.metadata() == null ? "aws" : region.metadata().partition().id();
        return path.length < 2 ? Optional.empty()
                : Optional.of(String.join(":", "arn", partition, "sqs", region.id(), path[path.length - 2],
                        path[path.length - 1]));
    }

    /** What the queue is like now, empty if the application may not know. */
    Optional<Map<String, String>> attributes(String url, String name) {
        try {
            Map<String, String> attributes = new HashMap<>();
            AwsCalls.call("sqs:GetQueueAttributes", "queue " + name, () -> sqs.getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)
                            .overrideConfiguration(CallTimes.of(sqs))))
                    .attributesAsStrings().forEach(attributes::put);
            return Optional.of(attributes);
        } catch (AwsCallException e) {
            if (e.isDenied()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void set(ExistingQueue queue, Map<String, String> changes) {
        Map<QueueAttributeName, String> attributes = new TreeMap<>();
        changes.forEach((name, value) -> attributes.put(QueueAttributeName.fromValue(name), value));
        AwsCalls.call("sqs:SetQueueAttributes", "queue " + queue.name() + " (" + String.join(", ", changes.keySet()) + ")",
                () -> sqs.setQueueAttributes(request -> request.queueUrl(queue.url()).attributes(attributes)
                        .overrideConfiguration(CallTimes.of(sqs))));
        queue.changed(changes);
        changes.keySet().forEach(name -> TopologyLog.event(Level.INFO, "queue-changed", "Set '%s' of SQS queue %s", name,
                queue.name()).with(TopologyLog.QUEUE, queue.name()).write());
    }
}
