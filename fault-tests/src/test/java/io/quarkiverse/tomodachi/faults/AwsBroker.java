package io.quarkiverse.tomodachi.faults;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.QueueInfo;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** SNS and SQS of one test. They are in the JVM of the test, apart from the applications, and can be told what to do wrong. */
final class AwsBroker implements AutoCloseable {

    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
            .create(AwsBasicCredentials.create("test", "test"));

    private final AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
    private final SqsAsyncClient sqs = SqsAsyncClient.builder().endpointOverride(uri()).region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS).httpClient(NettyNioAsyncHttpClient.create()).build();
    /** Makes each call once, so that it is known what became of it. */
    private final SnsAsyncClient sns = SnsAsyncClient.builder().endpointOverride(uri()).region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS).httpClient(NettyNioAsyncHttpClient.create())
            .overrideConfiguration(options -> options.retryStrategy(StandardRetryStrategy.builder().maxAttempts(1).build()))
            .build();

    URI uri() {
        return endpoint.uri();
    }

    AwsEndpoint endpoint() {
        return endpoint;
    }

    SqsAsyncClient sqs() {
        return sqs;
    }

    SnsAsyncClient sns() {
        return sns;
    }

    void does(Faults... wrong) {
        endpoint.injectFaults(wrong);
    }

    void doesWell() {
        endpoint.injectFaults();
    }

    /** Creates a queue, or finds it. @return its URL */
    String queue(String name) {
        Map<String, String> attributes = name.endsWith(".fifo") ? Map.of("FifoQueue", "true") : Map.of();
        return sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes)).join().queueUrl();
    }

    /** Lets messages that were received and not deleted come again after that many seconds. */
    void hideFor(String queue, int seconds) {
        sqs.setQueueAttributes(request -> request.queueUrl(queue(queue))
                .attributesWithStrings(Map.of("VisibilityTimeout", Integer.toString(seconds)))).join();
    }

    void deleteQueue(String name) {
        String url = sqs.getQueueUrl(request -> request.queueName(name)).join().queueUrl();
        sqs.deleteQueue(request -> request.queueUrl(url)).join();
    }

    /** The ARN of a topic, whether it exists or not. */
    String topic(String name) {
        return "arn:aws:sns:" + endpoint.region() + ":" + endpoint.accountId() + ":" + name;
    }

    boolean exists(String queue) {
        return endpoint.queue(queue).isPresent();
    }

    /** Messages that wait, are hidden or delayed. */
    int size(String queue) {
        QueueInfo info = info(queue);
        return info.visible() + info.inFlight() + info.delayed();
    }

    int inFlight(String queue) {
        return info(queue).inFlight();
    }

    /** Messages that nobody has received, or whose time is over. */
    int visible(String queue) {
        return info(queue).visible();
    }

    /** How many receives wait for messages. */
    int waiting(String queue) {
        return endpoint.queue(queue).map(QueueInfo::waitingReceives).orElse(0);
    }

    private QueueInfo info(String queue) {
        return endpoint.queue(queue).orElseThrow(() -> new IllegalStateException("There is no queue " + queue));
    }

    /** How often the action was called for a queue or topic. */
    long calls(String action, String name) {
        return endpoint.callCounts(name).getOrDefault(action, 0L);
    }

    /** How often SQS was called for a queue. */
    long queueCalls(String queue) {
        return endpoint.callCounts(queue).entrySet().stream().filter(entry -> entry.getKey().startsWith("sqs."))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** How many calls ended with an error of that name. */
    long errors(String name) {
        return endpoint.errorCounts().entrySet().stream().filter(entry -> entry.getKey().endsWith(" " + name))
                .mapToLong(Map.Entry::getValue).sum();
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
        endpoint.close();
    }
}
