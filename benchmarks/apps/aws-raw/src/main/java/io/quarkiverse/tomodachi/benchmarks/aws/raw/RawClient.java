package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The SDK of AWS alone, as it is meant to be used: several long polls for ten messages each, what came with one call deleted
 * with one call, ten messages sent with one call and many calls at a time, answers handled on the threads that read them.
 */
public final class RawClient {

    private static final String QUEUES = "benchmark-aws-raw-";

    /** How many messages are handled at a time, by threads and in all. */
    private static final int WORKERS = 20;
    private static final int IN_FLIGHT = 100;

    private final SqsAsyncClient sqs;
    private final String prefix;

    private RawClient(SqsAsyncClient sqs, String prefix) {
        this.sqs = sqs;
        this.prefix = prefix;
    }

    public static void main(String[] args) throws Exception {
        boolean crt = "crt".equals(System.getProperty("http-client"));
        Clients clients = new Clients(crt);
        RawClient client = new RawClient(clients.configure(SqsAsyncClient.builder()).build(), crt ? QUEUES + "crt-" : QUEUES);
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
        Control.start(Map.of("send", new QueueSender(sending, client.queue("sink")), "publish", new TopicSender(sns, topic)));
    }

    private void consume(String name, Executor handlers, int inFlight) throws Exception {
        String queue = queue(name);
        for (int i = 0; i < inFlight / Poller.BATCH; i++) {
            new Poller(sqs, queue, handlers, name).poll();
        }
    }

    private String queue(String name) throws Exception {
        return sqs.createQueue(request -> request.queueName(prefix + name)).get().queueUrl();
    }
}
