package io.quarkiverse.tomodachi.deployment.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.message.Enveloped;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The context of a trace as it is on the wire, where the Python library writes and reads it: a text {@code traceparent}. */
class TraceContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String CONTEXT = "00-" + TRACE + "-" + PARENT + "-01";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Traced.class, RecordedSpans.class, Enveloped.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms");

    @Inject
    InMemorySpanExporter exporter;

    @Inject
    Traced traced;

    @Inject
    SqsAsyncClient sqs;

    @Inject
    SnsAsyncClient sns;

    @ConfigProperty(name = "rabbitmq-port")
    int port;

    @BeforeEach
    void forget() {
        exporter.reset();
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        return factory.newConnection();
    }

    /** What the message carries has to name the span of its publish. */
    private void assertOfThePublish(String traceparent) {
        await().atMost(LIMIT).until(() -> !spans(SpanKind.PRODUCER).isEmpty());
        SpanData publish = spans(SpanKind.PRODUCER).get(0);
        assertThat(traceparent).isEqualTo("00-" + publish.getTraceId() + "-" + publish.getSpanId() + "-01");
    }

    private void assertContinued(String handler) {
        await().atMost(LIMIT).until(() -> !spans(SpanKind.CONSUMER).isEmpty());
        assertThat(spans(SpanKind.CONSUMER)).singleElement().satisfies(span -> {
            assertThat(span.getAttributes().asMap().toString()).contains("Traced." + handler);
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        });
    }

    private List<SpanData> spans(SpanKind kind) {
        return exporter.getFinishedSpanItems().stream().filter(span -> span.getKind() == kind).toList();
    }

    @Test
    void isAHeaderOfAmqp() throws Exception {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, "amq.topic", "context.out");
            traced.amqp.publishAndAwait("x", "context.out");
            GetResponse message = await().atMost(LIMIT).until(() -> channel.basicGet(queue, true), got -> got != null);
            assertOfThePublish(message.getProps().getHeaders().get("traceparent").toString());

            exporter.reset();
            channel.basicPublish("amq.topic", "context.in",
                    new BasicProperties.Builder().headers(Map.of("traceparent", CONTEXT)).build(),
                    Enveloped.of("x").getBytes());
            assertContinued("onAmqp");
        }
    }

    @Test
    void isAnAttributeOfSqs() throws Exception {
        String out = createQueue("context-out");
        traced.aws.sendAndAwait("x", "context-out");
        assertThat(receive(out).messageAttributes().get("traceparent")).satisfies(attribute -> {
            assertThat(attribute.dataType()).isEqualTo("String");
            assertOfThePublish(attribute.stringValue());
        });

        exporter.reset();
        String body = Enveloped.of("x");
        String in = sqs.getQueueUrl(request -> request.queueName("context-in")).join().queueUrl();
        sqs.sendMessage(request -> request.queueUrl(in).messageBody(body).messageAttributes(Map.of("traceparent",
                software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder().dataType("String")
                        .stringValue(CONTEXT).build())))
                .join();
        assertContinued("onQueue");
    }

    @Test
    void isAnAttributeOfSns() throws Exception {
        String out = createQueue("context-out-of-topic");
        String topic = sns.createTopic(request -> request.name("context-out-topic")).join().topicArn();
        String arn = sqs.getQueueAttributes(request -> request.queueUrl(out).attributeNames(QueueAttributeName.QUEUE_ARN))
                .join().attributes().get(QueueAttributeName.QUEUE_ARN);
        sqs.setQueueAttributes(request -> request.queueUrl(out).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage",
                "Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(arn, topic)))).join();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn)).join();
        traced.aws.publishAndAwait("x", "context-out-topic");
        JsonNode attribute = new ObjectMapper().readTree(receive(out).body()).path("MessageAttributes").path("traceparent");
        assertThat(attribute.path("Type").asText()).isEqualTo("String");
        assertOfThePublish(attribute.path("Value").asText());

        exporter.reset();
        String body = Enveloped.of("x");
        String in = sns.createTopic(request -> request.name("context-in-topic")).join().topicArn();
        sns.publish(request -> request.topicArn(in).message(body).messageAttributes(Map.of("traceparent",
                software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder().dataType("String")
                        .stringValue(CONTEXT).build())))
                .join();
        assertContinued("onTopic");
    }

    private String createQueue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).join().queueUrl();
    }

    private Message receive(String url) {
        List<Message> messages = sqs.receiveMessage(
                request -> request.queueUrl(url).waitTimeSeconds(10).messageAttributeNames("All")).join().messages();
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    @TomodachiService("traced")
    static class Traced {

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        @Amqp("context.in")
        void onAmqp(String data) {
        }

        @AwsSnsSqs(queueName = "context-in")
        void onQueue(String data) {
        }

        @AwsSnsSqs(topic = "context-in-topic")
        void onTopic(String data) {
        }
    }
}
