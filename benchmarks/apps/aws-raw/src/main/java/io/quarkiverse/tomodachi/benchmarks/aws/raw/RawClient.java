package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

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
        boolean crt = "crt".equals(System.getProperty("http-client"));
        Clients clients = new Clients(crt);
        boolean alike = "tomodachi".equals(System.getProperty("alike"));
        RawClient client = new RawClient(clients.configure(SqsAsyncClient.builder()).build(),
                crt ? QUEUES + "crt-" : alike ? QUEUES + "alike-" : QUEUES, alike);
        client.consume("consume", Runnable::run, IN_FLIGHT);
        client.consume("consume-worker", Executors.newFixedThreadPool(WORKERS), WORKERS);
        if (Runtime.version().feature() >= 21) {
            // by name, since this is compiled for older versions too
            ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                    .invoke(null);
            client.consume("consume-virtual", virtual, IN_FLIGHT);
        }
        SnsAsyncClient sns = clients.configure(SnsAsyncClient.builder()).build();
        SqsAsyncClient sending = clients.configure(SqsAsyncClient.builder()).build();
        String topic = sns.createTopic(request -> request.name(client.prefix + "sink")).get().topicArn();
        String sink = client.queue("sink");
        Control.start(Map.of("send", new QueueSender(sending, sink, alike ? new AlikeBodies(sink) : UnaryOperator.identity()),
                "publish", new TopicSender(sns, topic)));
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
