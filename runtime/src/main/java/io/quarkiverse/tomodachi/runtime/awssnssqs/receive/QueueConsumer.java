package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.ScheduledExecutorService;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The queue of one handler: makes it exist, and brings its messages to one subscriber. */
public final class QueueConsumer implements Publisher<Message<?>> {

    private final SqsAsyncClient sqs;
    private final Topology topology;
    private final QueueNames names;
    private final ScheduledExecutorService executor;
    private final Settlement settlement;

    private CompletableFuture<Provisioned> provisioning;
    private volatile Provisioned provisioned;
    private QueueSubscription subscription;

    public QueueConsumer(SqsAsyncClient sqs, Topology topology, QueueNames names, ScheduledExecutorService executor) {
        this.sqs = sqs;
        this.topology = topology;
        this.names = names;
        this.executor = executor;
        this.settlement = new Settlement(sqs, new Receipts(sqs, () -> provisioned.url(), executor),
                () -> provisioned.deadLetterUrl());
    }

    public QueueNames names() {
        return names;
    }

    /** Makes topic, queue and subscription exist, once. */
    public synchronized CompletionStage<Provisioned> provision() {
        if (provisioning == null) {
            provisioning = CompletableFuture.supplyAsync(() -> topology.provision(names), executor)
                    .thenApply(this::remember);
        }
        return provisioning;
    }

    private CompletionStage<Provisioned> provisionAgain() {
        return CompletableFuture.supplyAsync(() -> {
            topology.forget(names);
            return topology.provision(names);
        }, executor).thenApply(this::remember);
    }

    private Provisioned remember(Provisioned result) {
        provisioned = result;
        return result;
    }

    @Override
    public void subscribe(Subscriber<? super Message<?>> subscriber) {
        QueueSubscription created;
        synchronized (this) {
            if (subscription != null) {
                throw new IllegalStateException("Queue " + names.queue() + " has a subscriber already");
            }
            created = new QueueSubscription(names.settings(), subscriber, settlement, new Deliveries(names.topicPrefix()),
                    target -> new Poller(sqs, this::provision, this::provisionAgain, target, executor,
                            new PollFailures(names.queue())));
            subscription = created;
        }
        subscriber.onSubscribe(created);
        created.start();
    }

    /** Receives nothing more; completes when what was received but not handed on has been given back. */
    public CompletionStage<Void> pause() {
        QueueSubscription current;
        synchronized (this) {
            current = subscription;
        }
        return current == null ? CompletableFuture.completedFuture(null) : current.end().thenCompose(ended -> drain());
    }

    /** Completes when all outcomes were told to SQS. */
    public CompletionStage<Void> drain() {
        return settlement.drain();
    }
}
