package io.quarkiverse.tomodachi.benchmarks.harness;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** An endpoint of SNS and SQS on this machine. */
final class AwsEndpoint implements MessageBroker {

    private static final String REGION = "us-east-1";
    private static final String KEY = "benchmark";
    private static final int BATCH = 10;
    /** In seconds: longer than it takes to fill a queue, of which a client that stands still may have received the first. */
    private static final String HIDDEN = "300";
    private static final List<QueueAttributeName> NUMBERS = List.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    private static final Set<String> PUBLISHING = Set.of("SendMessage", "SendMessageBatch", "Publish", "PublishBatch");
    private static final Set<String> CONSUMING = Set.of("ReceiveMessage", "DeleteMessage", "DeleteMessageBatch",
            "ChangeMessageVisibility", "ChangeMessageVisibilityBatch");

    private final String uri;
    private final String name;
    private final SqsClient sqs;
    private final SnsClient sns;
    private final CallCounts counts;
    private final Map<String, String> urls = new ConcurrentHashMap<>();
    /** Of the sinks. */
    private final Map<String, String> topics = new HashMap<>();

    AwsEndpoint(String uri, String name) {
        if (uri == null || !uri.startsWith("http")) {
            throw new IllegalArgumentException("--endpoint takes a URL such as http://127.0.0.1:4566");
        }
        this.uri = uri;
        this.name = name == null ? uri : name;
        this.sqs = configure(SqsClient.builder()).build();
        this.sns = configure(SnsClient.builder()).build();
        this.counts = new CallCounts(uri);
    }

    private <B extends AwsClientBuilder<B, C>, C> B configure(B builder) {
        return builder.endpointOverride(URI.create(uri)).region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)));
    }

    @Override
    public String version() {
        return counts.exist() ? name : name + ", which does not count calls";
    }

    @Override
    public List<String> properties() {
        return List.of("aws-endpoint=" + uri, "aws.region=" + REGION, "aws.accessKeyId=" + KEY, "aws.secretAccessKey=" + KEY);
    }

    @Override
    public String name(String client, String end) {
        return "benchmark-" + client + "-" + end;
    }

    /** What is published to the topic of the sink's name is in the sink as well. */
    @Override
    public void prepare(List<String> consumed, String sink) {
        Stream.concat(consumed.stream(), Stream.of(sink)).forEach(queue -> {
            urls.put(queue, sqs.createQueue(request -> request.queueName(queue)
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, HIDDEN))).queueUrl());
            requireLeft(queue, 0);
        });
        topics.computeIfAbsent(sink, this::subscribedTopic);
    }

    private String subscribedTopic(String sink) {
        String arn = attributes(sink, List.of(QueueAttributeName.QUEUE_ARN)).get(QueueAttributeName.QUEUE_ARN);
        sqs.setQueueAttributes(request -> request.queueUrl(urls.get(sink)).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage",
                "Resource":"%s"}]}""".formatted(arn))));
        String topic = sns.createTopic(request -> request.name(sink)).topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true")));
        return topic;
    }

    private Map<QueueAttributeName, String> attributes(String queue, List<QueueAttributeName> names) {
        return sqs.getQueueAttributes(request -> request.queueUrl(urls.get(queue)).attributeNames(names)).attributes();
    }

    @Override
    public void awaitConsumer(String queue) {
        if (counts.exist()) {
            MessageBroker.await("a consumer of queue " + queue, () -> calls(queue).get("ReceiveMessage") > 0);
        }
    }

    @Override
    public void fill(String queue, int messages, int size) {
        String body = "m".repeat(size);
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, BATCH).mapToObj(Integer::toString)
                .map(id -> SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build()).toList();
        IntStream.range(0, messages / BATCH).parallel().forEach(batch -> {
            SendMessageBatchResponse answer = sqs
                    .sendMessageBatch(request -> request.queueUrl(urls.get(queue)).entries(entries));
            if (!answer.failed().isEmpty()) {
                throw new IllegalStateException("Could not fill queue " + queue + ": " + answer.failed());
            }
        });
    }

    /** Messages that were received are in flight until they are deleted. */
    @Override
    public void awaitSettled(String queue) {
        requireLeft(queue, 0);
    }

    @Override
    public void requireLeft(String queue, long messages) {
        MessageBroker.await(messages + " messages in queue " + queue, () -> attributes(queue, NUMBERS).values().stream()
                .mapToLong(Long::parseLong).sum() == messages);
    }

    @Override
    public void empty(String queue) {
        sqs.purgeQueue(request -> request.queueUrl(urls.get(queue)));
    }

    /** They are empty and wait for the next fork: names of deleted queues may be blocked for a while. */
    @Override
    public void delete(List<String> queues) {
    }

    @Override
    public Map<String, Long> calls(String name) {
        if (!counts.exist()) {
            return Map.of();
        }
        Map<String, Long> all = counts.of(name);
        return (topics.containsKey(name) ? PUBLISHING : CONSUMING).stream()
                .collect(Collectors.toMap(action -> action, action -> all.getOrDefault(action, 0L)));
    }

    @Override
    public void close() {
        urls.values().forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
        topics.values().forEach(arn -> sns.deleteTopic(request -> request.topicArn(arn)));
        sqs.close();
        sns.close();
    }
}
