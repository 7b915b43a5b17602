package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkiverse.tomodachi.benchmarks.control.Sender;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;

/**
 * The SDK of AWS alone, as it is meant to be used: several long polls for ten messages each, what came with one call deleted
 * with one call, ten messages sent with one call and many calls at a time, answers handled on the threads that read them. It
 * sends bare bodies and asks for no attributes, or does as Tomodachi does, whose services understand those in Python.
 */
public final class RawClient {

    private static final String QUEUES = "benchmark-aws-raw-";

    /** How many messages are handled at a time, by threads and in all. */
    private static final int WORKERS = 20;
    private static final int IN_FLIGHT = 100;

    private final SqsAsyncClient sqs;
    private final String prefix;
    private final boolean alike;

    private RawClient(SqsAsyncClient sqs, String prefix, boolean alike) {
        this.sqs = sqs;
        this.prefix = prefix;
        this.alike = alike;
    }

    public static void main(String[] args) throws Exception {
        String variant = System.getProperty("variant", "");
        Clients clients = new Clients(variant.equals("crt"));
        start(clients.configure(SqsAsyncClient.builder()).build(), clients.configure(SqsAsyncClient.builder()).build(),
                clients.configure(SnsAsyncClient.builder()).build(), variant);
    }

    /** @param variant what is done in another way than usual, which is in the names of queues, too */
    public static void start(SqsAsyncClient receiving, SqsAsyncClient sending, SnsAsyncClient sns, String variant)
            throws Exception {
        boolean alike = variant.equals("alike") || variant.equals("quarkus");
        RawClient client = new RawClient(receiving, QUEUES + (variant.isEmpty() ? "" : variant + "-"), alike);
        client.consume("consume", Runnable::run, IN_FLIGHT);
        client.consume("consume-worker", Executors.newFixedThreadPool(WORKERS), WORKERS);
        if (Runtime.version().feature() >= 21) {
            // by name, since this is compiled for older versions too
            ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                    .invoke(null);
            client.consume("consume-virtual", virtual, IN_FLIGHT);
        }
        String topic = sns.createTopic(request -> request.name(client.prefix + "sink")).get().topicArn();
        String sink = client.queue("sink");
        Sender<String> sender = variant.equals("manager") ? new ManagedSender(manager(sending), sink)
                : new QueueSender(sending, sink, alike ? new AlikeBodies(sink) : UnaryOperator.identity());
        Control.start(Map.of("send", sender, "publish", new TopicSender(sns, topic)));
    }

    private static SqsAsyncBatchManager manager(SqsAsyncClient sqs) {
        return SqsAsyncBatchManager.builder().client(sqs).scheduledExecutor(Executors.newSingleThreadScheduledExecutor())
                .build();
    }

    private void consume(String name, Executor handlers, int inFlight) throws Exception {
        String queue = queue(name);
        for (int i = 0; i < inFlight / Poller.BATCH; i++) {
            new Poller(sqs, queue, handlers, name, alike).poll();
        }
    }

    private String queue(String name) throws Exception {
        return sqs.createQueue(request -> request.queueName(prefix + name)).get().queueUrl();
    }
}
