package org.acme.orders;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks into the queues of the example, from outside of the application. */
record Brokers(String amqpHost, int amqpPort, String awsEndpoint) {

    private static final List<String> AMQP_QUEUES = List.of("shipping");

    static Brokers of(UnaryOperator<String> settings) {
        return new Brokers(settings.apply("rabbitmq-host"), Integer.parseInt(settings.apply("rabbitmq-port")),
                settings.apply("quarkus.sqs.endpoint-override"));
    }

    /** The queues that are not empty, messages being handled included. */
    Map<String, Long> messagesInQueues() throws Exception {
        Map<String, Long> left = new TreeMap<>();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(amqpHost);
        factory.setPort(amqpPort);
        try (Connection connection = factory.newConnection()) {
            for (String queue : AMQP_QUEUES) {
                put(left, queue, connection.createChannel().queueDeclarePassive(queue).getMessageCount());
            }
        }
        try (SqsAsyncClient sqs = client()) {
            for (String url : sqs.listQueues().get().queueUrls()) {
                Map<QueueAttributeName, String> attributes = sqs
                        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)).get()
                        .attributes();
                put(left, url, Long.parseLong(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                        + Long.parseLong(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
            }
        }
        return left;
    }

    private static void put(Map<String, Long> left, String queue, long messages) {
        if (messages > 0) {
            left.put(queue, messages);
        }
    }

    private SqsAsyncClient client() {
        return SqsAsyncClient.builder().endpointOverride(URI.create(awsEndpoint)).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build();
    }
}
