package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * The ARNs of topics. They are looked up and created with the same call, as SNS has no look-up by name, and creating is
 * idempotent; where creating is not allowed, topics that exist are found all the same.
 */
public final class Topics {

    private static final String FIFO_TOPIC = "FifoTopic";

    private final SnsAsyncClient sns;
    private final Account account = new Account();
    private final TopicList list;
    private final Map<String, CompletableFuture<Topic>> topics = new ConcurrentHashMap<>();

    public Topics(SnsAsyncClient sns) {
        this.sns = sns;
        this.list = new TopicList(sns);
    }

    /**
     * @param name the name on AWS: encoded, with prefix; the topic is created if it does not exist
     * @param attributes those that it gets then
     */
    public CompletableFuture<String> arn(String name, Map<String, String> attributes) {
        return ensure(name, attributes).thenApply(Topic::arn);
    }

    /** Forgets a topic that turned out not to exist any more. */
    public void forget(String name) {
        topics.remove(name);
        list.forget();
    }

    /** @param attributes those that the topic gets if it is created */
    CompletableFuture<Topic> ensure(String name, Map<String, String> attributes) {
        CompletableFuture<Topic> created = new CompletableFuture<>();
        CompletableFuture<Topic> known = topics.putIfAbsent(name, created);
        if (known != null) {
            return known;
        }
        create(name, attributes).whenComplete((topic, failure) -> {
            if (failure == null) {
                created.complete(topic);
            } else {
                topics.remove(name, created);
                created.completeExceptionally(failure);
            }
        });
        return created;
    }

    /** The number of the account, empty if no queue or topic of it was found yet. */
    public Optional<String> accountNumber() {
        return account.number();
    }

    /** The ARN of a topic of the account if it exists; nothing is created. */
    public CompletableFuture<Optional<String>> find(String name) {
        Optional<String> arn = account.topicArn(name);
        return arn.isEmpty() ? list.find(name) : exists(arn.get()).thenApply(exists -> exists ? arn : Optional.empty());
    }

    Account account() {
        return account;
    }

    TopicList list() {
        return list;
    }

    private CompletableFuture<Topic> create(String name, Map<String, String> declared) {
        Map<String, String> wanted = new HashMap<>(declared);
        wanted.values().removeIf(String::isEmpty);
        if (!AwsNames.isFifo(name)) {
            return create(name, wanted, List.of(Map.<String, String> of()).iterator());
        }
        wanted.put(FIFO_TOPIC, "true");
        wanted.putIfAbsent(DeclaredAttributes.CONTENT_BASED_DEDUPLICATION, "false");
        return create(name, wanted, List.of(Map.of(FIFO_TOPIC, "true"),
                Map.of(FIFO_TOPIC, "true", DeclaredAttributes.CONTENT_BASED_DEDUPLICATION, "true")).iterator());
    }

    /** @param otherwise what is tried if the topic exists with other attributes, to use it as it is */
    private CompletableFuture<Topic> create(String name, Map<String, String> attributes,
            Iterator<Map<String, String>> otherwise) {
        return call(name, attributes).exceptionallyCompose(failure -> {
            Throwable cause = Failures.unwrap(failure);
            if (AwsCallException.isConflict(cause) && otherwise.hasNext()) {
                return create(name, otherwise.next(), otherwise).thenApply(topic -> new Topic(topic.arn(), Map.of()));
            }
            return AwsCallException.isConflict(cause) || AwsCallException.isDenied(cause) ? existing(name, cause)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    private CompletableFuture<Topic> call(String name, Map<String, String> attributes) {
        try {
            return sns
                    .createTopic(request -> request.name(name).attributes(attributes).overrideConfiguration(CallTimes.of(sns)))
                    .thenApply(response -> {
                        account.learn(response.topicArn());
                        list.forget();
                        return new Topic(response.topicArn(), attributes);
                    });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Topic> existing(String name, Throwable refusal) {
        return find(name).handle((arn, failure) -> failure == null ? arn : Optional.<String> empty())
                .thenCompose(arn -> arn.isPresent() ? CompletableFuture.completedFuture(new Topic(arn.get(), Map.of()))
                        : CompletableFuture.failedFuture(refusal));
    }

    /** One that may not be looked at is taken to exist. */
    CompletableFuture<Boolean> exists(String arn) {
        return sns.getTopicAttributes(request -> request.topicArn(arn).overrideConfiguration(CallTimes.of(sns)))
                .handle((response, failure) -> {
                    Throwable cause = Failures.unwrap(failure);
                    if (cause == null || AwsCallException.isDenied(cause)) {
                        return CompletableFuture.completedFuture(true);
                    }
                    return cause instanceof NotFoundException ? CompletableFuture.completedFuture(false)
                            : CompletableFuture.<Boolean> failedFuture(cause);
                }).thenCompose(outcome -> outcome);
    }

    /**
     * A topic that exists.
     *
     * @param arn its ARN
     * @param confirmed attributes that it is known to have
     */
    record Topic(String arn, Map<String, String> confirmed) {
    }
}
