package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** What a probe works with: clients of one endpoint, names of its own, and a sheet for what it observes. */
final class Lab implements AutoCloseable {

    private final URI uri;
    private final SqsClient sqs;
    private final SnsClient sns;
    private final Mask mask;
    private Map<String, String> sheet = new LinkedHashMap<>();

    Lab(URI uri) {
        this.uri = uri;
        sqs = configure(SqsClient.builder(), uri).build();
        sns = configure(SnsClient.builder(), uri).build();
        mask = new Mask(uri);
    }

    private static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI uri) {
        return builder.endpointOverride(uri).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries -> retries.maxAttempts(1)));
    }

    /** Sends parameters, names and values in turn, by the query protocol, and returns the XML of the answer. */
    String form(String... parameters) {
        StringBuilder form = new StringBuilder("Version=2012-11-05");
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri.resolve("/")).timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form.toString())).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a probe and returns what it observed, by label. */
    Map<String, String> observe(Probe probe) {
        sheet = new LinkedHashMap<>();
        try {
            probe.script().run(this);
        } catch (Exception e) {
            sheet.put("(broke off)", mask.of(outcome(e)));
        }
        return sheet;
    }

    SqsClient sqs() {
        return sqs;
    }

    SnsClient sns() {
        return sns;
    }

    void note(String label, Object value) {
        sheet.put(label, mask.of(String.valueOf(value)));
    }

    /** Notes that the call succeeded, or how it failed. */
    void attempt(String label, Callable<?> call) {
        attempt(label, call, result -> "ok");
    }

    /** Notes what the call returned, or how it failed. */
    <T> void attempt(String label, Callable<T> call, Function<T, ?> shown) {
        try {
            note(label, shown.apply(call.call()));
        } catch (Exception e) {
            note(label, outcome(e));
        }
    }

    private static String outcome(Exception failure) {
        String type = failure.getClass().getSimpleName();
        if (failure instanceof AwsServiceException error && error.awsErrorDetails() != null) {
            return type + " " + error.awsErrorDetails().errorCode();
        }
        return failure instanceof SdkException ? type : type + " " + failure.getMessage();
    }

    String name(String stem) {
        return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    String queue() {
        return queue(Map.of());
    }

    String queue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name("queue")).attributes(attributes)).queueUrl();
    }

    String fifoQueue(Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new LinkedHashMap<>(attributes);
        all.put(QueueAttributeName.FIFO_QUEUE, "true");
        return sqs.createQueue(request -> request.queueName(name("queue") + ".fifo").attributes(all)).queueUrl();
    }

    String arn(String queueUrl) {
        return attribute(queueUrl, QueueAttributeName.QUEUE_ARN);
    }

    String attribute(String queueUrl, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(name)).attributes().get(name);
    }

    void send(String queueUrl, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
        }
    }

    List<Message> receive(String queueUrl) {
        return receive(queueUrl, request -> {
        });
    }

    /** Up to ten messages with all they carry. */
    List<Message> receive(String queueUrl, Consumer<ReceiveMessageRequest.Builder> more) {
        return sqs.receiveMessage(request -> more.accept(request.queueUrl(queueUrl).maxNumberOfMessages(10)
                .messageAttributeNames("All").messageSystemAttributeNames(MessageSystemAttributeName.ALL))).messages();
    }

    /** The bodies of up to ten messages, after a short wait for the first. */
    List<String> bodies(String queueUrl) {
        return receive(queueUrl, request -> request.waitTimeSeconds(1)).stream().map(Message::body).toList();
    }

    String topic() {
        return topic(Map.of());
    }

    String topic(Map<String, String> attributes) {
        String suffix = "true".equals(attributes.get("FifoTopic")) ? ".fifo" : "";
        return sns.createTopic(request -> request.name(name("topic") + suffix).attributes(attributes)).topicArn();
    }

    String subscribe(String topicArn, String queueUrl, Map<String, String> attributes) {
        String arn = arn(queueUrl);
        return sns.subscribe(request -> request.topicArn(topicArn).protocol("sqs").endpoint(arn).attributes(attributes)
                .returnSubscriptionArn(true)).subscriptionArn();
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
    }
}
