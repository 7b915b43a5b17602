package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.Publishers;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.PollLimit;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What works with SNS and SQS in an application: the consumers of its queues, and its publishing. */
public class AwsSnsSqsEngine {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /** How many handlers are set up at the same time; more would make AWS throttle the calls. */
    private static final int PARALLEL_SET_UP = 8;

    /** How long termination waits for the last calls, which can be as slow as the network. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(10);

    private final AwsClients clients;
    private final Topology topology;
    private final Publishers publishing;
    private final ScheduledExecutorService timer = TransportTimer.create();
    private final QueueConsumer.Shared shared;
    private final List<QueueConsumer> consumers = new CopyOnWriteArrayList<>();
    private final Map<String, QueueConsumer> channels = new ConcurrentHashMap<>();

    public AwsSnsSqsEngine(AwsClients clients, ScheduledExecutorService executor) {
        this.clients = clients;
        Topics topics = new Topics(clients.sns());
        this.topology = new Topology(clients, topics, executor);
        this.publishing = new Publishers(clients, topics);
        this.shared = new QueueConsumer.Shared(executor, timer, new PollLimit(Connections.polls()));
    }

    /**
     * @param channel the channel that brings the messages
     * @param service the name of the handler's service
     */
    public QueueConsumer consume(String channel, QueueNames names, String service, Batching batching) {
        QueueConsumer consumer = new QueueConsumer(clients.sqs(), topology, names, service, batching, shared);
        consumers.add(consumer);
        channels.put(channel, consumer);
        topology.expect(names);
        return consumer;
    }

    AwsSnsSqsPublisher publisher(Service service, PublishObservers observers) {
        return publishing.publisher(service, observers);
    }

    /** What the handlers listen on. */
    List<HandlerInfo> handlers(List<HandlerDescription> described) {
        Map<String, String> services = new HashMap<>();
        described.forEach(handler -> services.put(handler.id(), handler.service()));
        return consumers.stream().map(QueueConsumer::names).map(names -> new HandlerInfo(services.get(names.handler()),
                names.handler(), "aws-sns-sqs",
                "queue " + names.queue() + (names.topics().isEmpty() ? "" : " subscribed to topic " + names.topics())))
                .toList();
    }

    /** Makes all topics, queues and subscriptions exist. */
    public Uni<Void> start() {
        return Uni.createFrom().voidItem()
                .invoke(() -> {
                    checkQueues();
                    if (!consumers.isEmpty()) {
                        LongPollTimes.check();
                    }
                    Connections.check(consumers.size(), consumers.stream().mapToInt(QueueConsumer::polls).sum());
                    StartFailures.check(clients);
                })
                .chain(this::provision)
                .onFailure().transform(failure -> StartFailures.explain(failure, clients))
                .replaceWithVoid();
    }

    /** Handlers with topic patterns come last, as topics of the others may be among theirs. */
    private Uni<Void> provision() {
        TopologyFailures failures = new TopologyFailures();
        QueueReceivers receivers = new QueueReceivers();
        Map<Boolean, List<QueueConsumer>> parts = consumers.stream()
                .collect(Collectors
                        .partitioningBy(consumer -> consumer.names().each().stream().anyMatch(QueueNames::hasTopicPattern)));
        return provision(parts.get(false), receivers, failures)
                .chain(() -> provision(parts.get(true), receivers, failures))
                .invoke(failures::throwIfAny);
    }

    /** What runs is awaited also after a failure: its calls need threads that end with the application. */
    private static Uni<Void> provision(List<QueueConsumer> consumers, QueueReceivers receivers, TopologyFailures failures) {
        return Multi.createFrom().iterable(consumers)
                .onItem().transformToUni(consumer -> failures.areFatal() ? Uni.createFrom().nullItem()
                        : Uni.createFrom().completionStage(consumer::provision)
                                // one queue may be given by its name and by its ARN
                                .invoke(found -> receivers.add(found.url(), consumer.names()))
                                .onFailure().recoverWithItem(failure -> {
                                    failures.add(failure);
                                    return null;
                                }))
                .merge(PARALLEL_SET_UP).collect().last().replaceWithVoid();
    }

    private void checkQueues() {
        QueueReceivers receivers = new QueueReceivers();
        TopologyFailures failures = new TopologyFailures();
        consumers.stream().map(QueueConsumer::names).forEach(names -> {
            try {
                receivers.add(names.queue(), names);
            } catch (TopologyException e) {
                failures.add(e);
            }
        });
        failures.throwIfAny();
    }

    /** What handlers do not receive, or cannot tell, by their names and queues, and why. */
    Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        for (QueueConsumer consumer : consumers) {
            consumer.problem().ifPresent(problem -> problems
                    .put(consumer.names().handler() + " (queue " + consumer.names().queue() + ")", problem));
        }
        return problems;
    }

    /** Receives nothing more from a channel, gives back what its handler has not begun with. */
    CompletionStage<Void> pause(String channel) {
        QueueConsumer consumer = channels.get(channel);
        return told("hand messages back", LAST_CALLS, Uni.createFrom().completionStage(consumer::pause))
                .subscribeAsCompletionStage();
    }

    /** Tells SQS the last outcomes, and waits for what is being published. */
    public Uni<Void> stop() {
        topology.end();
        // closing tells what is left then
        Uni<Void> published = Uni.createFrom().completionStage(publishing::drain).ifNoItem().after(LAST_CALLS)
                .recoverWithItem((Void) null).invoke(publishing::close);
        return Uni.join().all(published, all("tell outcomes", QueueConsumer::drain)).andCollectFailures()
                .eventually(() -> {
                    consumers.forEach(QueueConsumer::end);
                    timer.shutdownNow();
                }).replaceWithVoid();
    }

    private Uni<Void> all(String purpose, Function<QueueConsumer, CompletionStage<Void>> phase) {
        return told(purpose, LAST_CALLS, Multi.createFrom().iterable(consumers)
                .onItem().transformToUni(consumer -> Uni.createFrom().completionStage(() -> phase.apply(consumer)))
                .merge(Math.max(1, consumers.size())).collect().last().replaceWithVoid());
    }

    static Uni<Void> told(String purpose, Duration limit, Uni<Void> calls) {
        return calls.ifNoItem().after(limit).recoverWithItem(() -> {
            LogEvent.of(LOG, Level.WARN, "SQS did not answer within %s to %s; messages may be delivered again", limit, purpose)
                    .with("event", "outcomes-untold").with("transport", "aws-sns-sqs").with("reason", "no answer in time")
                    .write();
            return null;
        });
    }
}
