package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpointBuilder;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.PollLimit;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Consumers of queues without Quarkus. As an extension of a test they end after each of its methods. */
public final class Consumers implements AfterEachCallback, AfterAllCallback, AutoCloseable {

    final ScheduledExecutorService executor;
    private final AwsClients clients;
    private final QueueConsumer.Shared shared;
    private final List<QueueConsumer> begun = new ArrayList<>();
    /** What ends with them, in this order. */
    private final List<AutoCloseable> owned = new ArrayList<>();
    private Broker broker;
    private AwsEndpoint endpoint;

    /** Of the endpoint of the tests. */
    static Consumers ofTestEndpoint() {
        Broker broker = new Broker();
        Consumers consumers = new Consumers(broker.sqs(), broker.sns());
        consumers.broker = broker;
        consumers.owned.add(broker);
        return consumers;
    }

    /** Of an endpoint of their own. Its faults end with each method of a test, and it ends with them. */
    public static Consumers ofOwnEndpoint(ExecutionInterceptor... ofSqs) {
        return ofOwnEndpoint(AwsEndpoint.builder(), ofSqs);
    }

    static Consumers ofOwnEndpoint(AwsEndpointBuilder settings, ExecutionInterceptor... ofSqs) {
        AwsEndpoint endpoint = settings.host("127.0.0.1").port(0).build().start();
        Consumers consumers = new Consumers(AwsTestEndpoint.sqs(endpoint.uri(), ofSqs), AwsTestEndpoint.sns(endpoint.uri()));
        consumers.endpoint = endpoint;
        consumers.owned.addAll(List.of(consumers.sqs(), consumers.sns(), endpoint));
        return consumers;
    }

    Consumers(SqsAsyncClient sqs, SnsAsyncClient sns) {
        this(sqs, sns, Integer.MAX_VALUE);
    }

    /** @param polls how many long polls they may have open together */
    Consumers(SqsAsyncClient sqs, SnsAsyncClient sns, int polls) {
        this(sqs, sns, polls, Executors.newScheduledThreadPool(4));
    }

    /** @param executor does what is to be done later; ends with them */
    Consumers(SqsAsyncClient sqs, SnsAsyncClient sns, int polls, ScheduledExecutorService executor) {
        this.executor = executor;
        this.clients = new AwsClients(sqs, sns);
        this.shared = new QueueConsumer.Shared(executor, executor, new PollLimit(polls));
    }

    /** That of the endpoint of the tests, where they are of it. */
    Broker broker() {
        return broker;
    }

    /** That of their own, where they have one. */
    public AwsEndpoint endpoint() {
        return endpoint;
    }

    SqsAsyncClient sqs() {
        return clients.sqs();
    }

    SnsAsyncClient sns() {
        return clients.sns();
    }

    /** How many messages a queue of their own endpoint has, those included that are hidden; -1 if there is no such queue. */
    public int left(String queue) {
        return endpoint.queue(queue).map(info -> info.visible() + info.inFlight() + info.delayed()).orElse(-1);
    }

    /** One of a queue that is there then, FIFO by its name. */
    public QueueConsumer of(String queue, int visibilityTimeout, int concurrency) {
        return of(queue, visibilityTimeout, concurrency, null, Batching.NONE);
    }

    /** @param deadLetters the dead-letter queue, {@code null} for none */
    public QueueConsumer of(String queue, int visibilityTimeout, int concurrency, String deadLetters, Batching batching) {
        QueueConsumer consumer = of(new HandlerSettings("", queue, true, null, visibilityTimeout, deadLetters,
                deadLetters == null ? null : 5, queue.endsWith(".fifo"), concurrency), batching);
        consumer.provision().toCompletableFuture().join();
        return consumer;
    }

    /** One of a standard queue with a dead-letter queue, which are made as the service says when it is subscribed to. */
    QueueConsumer of(String queue, String deadLetters, ServiceTopology service) {
        return of(QueueNames.of("Shop#paid()", new HandlerSettings("", queue, true, null, null, deadLetters, 5, false, 10), "",
                "", "", "", service), Batching.NONE);
    }

    /** One whose queue is made when it is subscribed to. */
    QueueConsumer of(HandlerSettings settings, Batching batching) {
        return of(QueueNames.of("Shop#paid()", settings, "", "", "", ""), batching);
    }

    private QueueConsumer of(QueueNames names, Batching batching) {
        QueueConsumer consumer = new QueueConsumer(clients.sqs(), new Topology(clients, new Topics(clients.sns())), names,
                "shop", batching, shared);
        begun.add(consumer);
        return consumer;
    }

    /** In calls of ten. Bodies are their deduplication ids. */
    public void send(String queue, String group, List<String> bodies) {
        String url = clients.sqs().getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
        for (int begin = 0; begin < bodies.size(); begin += 10) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (String body : bodies.subList(begin, Math.min(bodies.size(), begin + 10))) {
                entries.add(SendMessageBatchRequestEntry.builder().id("e" + entries.size()).messageBody(body)
                        .messageGroupId(group).messageDeduplicationId(group == null ? null : body).build());
            }
            if (clients.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(entries)).join().hasFailed()) {
                throw new IllegalStateException("not sent to " + queue);
            }
        }
    }

    void end() {
        List<QueueConsumer> ending = List.copyOf(begun);
        begun.clear();
        List<RuntimeException> failures = new ArrayList<>();
        for (QueueConsumer consumer : ending) {
            try {
                consumer.pause().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
            } catch (RuntimeException e) {
                // the others are to end all the same
                failures.add(e);
            } finally {
                consumer.end();
            }
        }
        assertThat(failures).isEmpty();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        mend();
        end();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        mend();
        try {
            end();
        } finally {
            executor.shutdownNow();
            owned.forEach(Consumers::close);
        }
    }

    private void mend() {
        if (endpoint != null) {
            endpoint.injectFaults();
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
