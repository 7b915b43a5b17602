package io.quarkiverse.tomodachi.benchmarks.aws.spring;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.sns.core.batch.SnsBatchOperations;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.quarkiverse.tomodachi.benchmarks.control.Control;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** Spring Boot with the starters of Spring Cloud AWS for SNS and SQS. */
@SpringBootApplication
public class SpringClient {

    static final String QUEUES = "benchmark-aws-spring-";
    private static final int CONNECTIONS = 100;

    private final SqsTemplate sqs;
    private final SnsBatchOperations sns;

    SpringClient(SqsTemplate sqs, SnsBatchOperations sns) {
        this.sqs = sqs;
        this.sns = sns;
    }

    public static void main(String[] args) {
        SpringApplication.run(SpringClient.class, args);
    }

    /** Enough for the long polls of all queues, and for other calls. */
    @Bean
    static SqsAsyncClientCustomizer connections() {
        return client -> client.httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Control.start(Map.of("send", new QueueSender(sqs), "publish", new TopicSender(sns)));
    }
}
