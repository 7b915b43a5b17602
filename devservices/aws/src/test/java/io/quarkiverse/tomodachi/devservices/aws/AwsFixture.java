package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Clients of an endpoint: ours, or the one that the system property {@code tomodachi.test.aws.endpoint} names. */
abstract class AwsFixture {
    private static final String FOREIGN = System.getProperty("tomodachi.test.aws.endpoint", "");

    static AwsEndpoint endpoint;
    static URI uri;
    static SqsClient sqs;
    static SnsClient sns;

    @BeforeAll
    static void connect() {
        if (FOREIGN.isEmpty()) {
            endpoint = AwsEndpoint.builder().build().start();
            uri = endpoint.uri();
        } else {
            uri = URI.create(FOREIGN);
        }
        sqs = configure(SqsClient.builder(), uri).build();
        sns = configure(SnsClient.builder(), uri).build();
    }

    @AfterAll
    static void disconnect() {
        sqs.close();
        sns.close();
        if (endpoint != null) {
            endpoint.close();
            endpoint = null;
        }
    }

    static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI uri) {
        return builder.endpointOverride(uri).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries -> retries.maxAttempts(1)));
    }

    static String codeOf(Throwable error) {
        return ((AwsServiceException) error).awsErrorDetails().errorCode();
    }

    /** Asserts that the call fails with the error code. */
    static void assertFails(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class,
                error -> assertThat(codeOf(error)).as(error.getMessage()).isEqualTo(code));
    }

    /** Skips the rest of a test that looks into our endpoint. */
    static AwsEndpoint introspected() {
        Assumptions.assumeTrue(endpoint != null, "only our own endpoint can be looked into");
        return endpoint;
    }

    static String name(String stem) {
        return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static String createQueue() {
        return createQueue(Map.of());
    }

    static String createQueue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name("queue")).attributes(attributes)).queueUrl();
    }

    static String createFifoQueue(boolean byContent) {
        return sqs.createQueue(request -> request.queueName(name("queue") + ".fifo")
                .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                        Boolean.toString(byContent))))
                .queueUrl();
    }

    static String attribute(String queueUrl, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(name)).attributes().get(name);
    }

    static String arn(String queueUrl) {
        return attribute(queueUrl, QueueAttributeName.QUEUE_ARN);
    }

    static String send(String queueUrl, String body) {
        return sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body)).messageId();
    }

    static List<Message> receive(String queueUrl) {
        return receive(queueUrl, request -> {
        });
    }

    /** Up to ten messages with all they carry. */
    static List<Message> receive(String queueUrl, Consumer<ReceiveMessageRequest.Builder> more) {
        return sqs.receiveMessage(request -> more.accept(request.queueUrl(queueUrl).maxNumberOfMessages(10)
                .messageAttributeNames("All").messageSystemAttributeNames(MessageSystemAttributeName.ALL))).messages();
    }

    static List<String> bodies(String queueUrl) {
        return receive(queueUrl).stream().map(Message::body).toList();
    }

    static String redrivePolicy(String deadLetterUrl, int maxReceiveCount) {
        return "{\"deadLetterTargetArn\":\"" + arn(deadLetterUrl) + "\",\"maxReceiveCount\":" + maxReceiveCount + "}";
    }
}
