package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.DeadLetterCopy;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.DeadLetters;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.Deliveries;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.Settlement;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SubscriptionRequests;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.HeldLeases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Leases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Releases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.SteadyClock;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.PollLimit;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.PollPace;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.Polling;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.QuietTimer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.DeleteWindow;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.OutcomeTrouble;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Receipts;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.QueueCalls;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.observe.BatchObserver;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The queue of one handler: makes it exist, and brings its messages to one subscriber at a time. */
public final class QueueConsumer implements Publisher<Message<?>> {

    private final SqsAsyncClient sqs;
    private final Topology topology;
    private final QueueNames names;
    private final Batching batching;
    private final Shared shared;
    private final QuietTimer timer;
    private final Leases leases;
    private final Settlement settlement;
    private final SubscriptionRequests requests;
    private final Trouble receiving;

    private CompletableFuture<Provisioned> provisioning;
    private volatile Provisioned provisioned;
    private volatile boolean ended;
    private IntConsumer sizes = BatchObserver.NONE;
    private QueueSubscription subscription;

    /** A consumer for a handler that takes single messages. */
    public QueueConsumer(SqsAsyncClient sqs, Topology topology, QueueNames names, String service, Shared shared) {
        this(sqs, topology, names, service, Batching.NONE, shared);
    }

    /** @param service the name of the service, for dead letters */
    public QueueConsumer(SqsAsyncClient sqs, Topology topology, QueueNames names, String service, Batching batching,
            Shared shared) {
        this.sqs = sqs;
        this.topology = topology;
        this.names = names;
        this.batching = batching;
        this.shared = shared;
        this.timer = new QuietTimer(shared.timer());
        shared.polls().join();
        QueueCalls calls = new QueueCalls(shared.nanoTime());
        this.receiving = new Trouble("Messages cannot be received from queue " + names.queue(),
                Map.of("queue", names.queue(), "handler", names.handler(), "service", service), null, calls);
        HeldLeases held = new HeldLeases();
        DeleteWindow window = new DeleteWindow(names.settings().fifo(), held::size,
                () -> Duration.ofSeconds(provisioned.visibilityTimeout()));
        Receipts receipts = new Receipts(sqs, new OutcomeTrouble(names.queue(), calls), window, () -> provisioned.url(),
                shared.timer());
        this.leases = new Leases(new SteadyClock(), held, receipts::changeNow);
        DeadLetters deadLetters = new DeadLetters(sqs, new DeadLetterCopy(service, names.handler(), names.queue()),
                names.makesDeadLetterQueue() ? () -> provisionAgain().thenApply(Provisioned::deadLetterUrl) : null);
        this.settlement = new Settlement(receipts, new Releases(leases, shared.timer()), leases, deadLetters,
                () -> provisioned);
        this.requests = new SubscriptionRequests(topology, names, settlement, shared.workers());
    }

    /** Takes who is told how many messages each call brought; to be called before there is a subscriber. */
    public void watch(IntConsumer observer) {
        sizes = observer;
    }

    /** How many long polls it has open at most. */
    public int polls() {
        return batching.polls(names.settings().concurrency());
    }

    public QueueNames names() {
        return names;
    }

    /** Makes topic, queue and subscription exist, once. */
    public synchronized CompletionStage<Provisioned> provision() {
        if (provisioning == null) {
            provisioning = CompletableFuture.supplyAsync(() -> topology.provision(names), shared.workers())
                    .thenApply(this::remember);
        }
        return provisioning;
    }

    private CompletionStage<Provisioned> provisionAgain() {
        return CompletableFuture.supplyAsync(() -> {
            topology.forget(names);
            return topology.provision(names);
        }, shared.workers()).thenApply(this::remember);
    }

    private Provisioned remember(Provisioned result) {
        leases.timeout(result.visibilityTimeout());
        provisioned = result;
        return result;
    }

    @Override
    public void subscribe(Subscriber<? super Message<?>> subscriber) {
        QueueSubscription created;
        synchronized (this) {
            if (subscription != null && !subscription.isCancelled()) {
                throw new IllegalStateException("Queue " + names.queue() + " has a subscriber already");
            }
            if (subscription == null) {
                prolong();
            }
            created = new QueueSubscription(names.settings(), batching, subscriber, settlement,
                    new Deliveries(names.bodyForm(), leases, settlement, requests, sizes), timer, this::polling);
            subscription = created;
        }
        subscriber.onSubscribe(created);
        created.start();
    }

    private Polling polling(Polling.Target target) {
        return new Polling(sqs, new Polling.Source(this::provision, this::provisionAgain), target, shared.timer(),
                names.settings().fifo(), new PollPace(batching.messages(names.settings().concurrency()), System::nanoTime),
                shared.polls(), receiving);
    }

    /** From now until the end, whether there is a subscriber or not: messages may outlive it. */
    private void prolong() {
        timer.schedule(() -> {
            try {
                leases.round();
                settlement.lookForEndOfTrouble();
            } catch (RuntimeException | Error e) {
                receiving.notKept(e);
            } finally {
                if (!ended) {
                    prolong();
                }
            }
        }, leases.interval().toNanos());
    }

    /** Receives nothing more; completes when what was received but not handed on has been given back. */
    public CompletionStage<Void> pause() {
        QueueSubscription current;
        synchronized (this) {
            current = subscription;
        }
        return current == null ? CompletableFuture.completedFuture(null)
                : current.end().thenCompose(stopped -> settlement.drainReleased());
    }

    /** Completes when all outcomes were told to SQS. */
    public CompletionStage<Void> drain() {
        return settlement.drain();
    }

    /** Keeps nothing from others any more. */
    public void end() {
        ended = true;
    }

    /** What does not work, and since when; empty if all is well. Nothing is received while nobody wants it. */
    public synchronized Optional<String> problem() {
        boolean wanted = subscription == null || !subscription.isCancelled();
        return receiving.problem().filter(problem -> wanted).or(settlement::problem);
    }

    /**
     * What the consumers of an application share.
     *
     * @param workers for what waits for AWS
     * @param timer a thread of its own, which is not waited for when all workers are busy; runs what is short
     * @param polls how many of their long polls there are at the same time
     * @param nanoTime a clock such as {@link System#nanoTime}, by which trouble is over
     */
    public record Shared(ScheduledExecutorService workers, ScheduledExecutorService timer, PollLimit polls,
            LongSupplier nanoTime) {

        /** With the clock of the machine. */
        public Shared(ScheduledExecutorService workers, ScheduledExecutorService timer, PollLimit polls) {
            this(workers, timer, polls, System::nanoTime);
        }
    }
}
