package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class TargetsTest {

    private static final PublishOptions NONE = Publish.defaults();

    private static AwsClients clients;
    private static Targets targets;

    @BeforeAll
    static void open() {
        clients = new AwsClients(SqsAsyncClient.builder().region(Region.EU_NORTH_1).build(),
                SnsAsyncClient.builder().region(Region.EU_NORTH_1).build());
        targets = new Targets(clients, "prod-", "prod-");
    }

    @AfterAll
    static void close() {
        clients.sqs().close();
        clients.sns().close();
    }

    @Test
    void names_get_the_prefix_of_the_service_or_the_given_one() {
        assertThat(targets.topic("orders", NONE)).isEqualTo("prod-orders");
        assertThat(targets.topic("orders.fifo", Publish.prefix("a.b-"))).isEqualTo("a___2e_b-orders.fifo");
        assertThat(targets.topic("stock.updated", NONE)).isEqualTo("prod-stock___2e_updated");
        assertThat(targets.topic("order paid.fifo", NONE)).isEqualTo("prod-order___20_paid.fifo");
        assertThat(targets.queue("orders", NONE)).isEqualTo("prod-orders");
        assertThat(targets.queue("orders", Publish.prefix(""))).isEqualTo("orders");
    }

    @ParameterizedTest
    @CsvSource({ "arn:aws:sns:eu-north-1:210987654321:prod-orders,orders", "arn:aws:sns:eu-north-1:210987654321:others,others",
            "arn:aws:sns:eu-north-1:210987654321:prod-a___2e_b.fifo,a.b.fifo" })
    void arns_of_topics_stay_as_they_are(String arn, String called) {
        assertThat(targets.topic(arn, NONE)).isEqualTo(arn);
        assertThat(targets.topicName(arn, NONE)).isEqualTo(called);
    }

    @ParameterizedTest
    @ValueSource(strings = { "arn:aws:sqs:eu-north-1:210987654321:orders", "arn:aws:sqs::210987654321:orders.fifo",
            "https://sqs.eu-north-1.amazonaws.com/210987654321/orders",
            "https://eu-north-1.queue.amazonaws.com/210987654321/orders",
            "http://localhost:4566/queue/us-east-1/000000000000/orders", "https://queue.amazonaws.com/210987654321/orders" })
    void arns_and_urls_of_queues_stay_as_they_are(String queue) {
        assertThat(targets.queue(queue, NONE)).isEqualTo(queue);
        assertThat(targets.queue(queue, Publish.prefix("ord"))).isEqualTo(queue);
        assertThatThrownBy(() -> targets.queue(queue, Publish.prefix("x"))).hasMessageContaining("prefix 'x'")
                .hasMessageContaining(queue);
    }

    @ParameterizedTest
    @ValueSource(strings = { "arn:aws:sqs:us-east-1:210987654321:orders",
            "https://sqs.us-east-1.amazonaws.com/210987654321/orders", "http://us-east-1.queue.amazonaws.com/2/orders" })
    void queue_of_another_region_is_refused(String queue) {
        assertRefused(targets::queue, queue, "region us-east-1", "eu-north-1", "quarkus.sqs.aws.region", queue);
    }

    @Test
    void topic_of_another_region_is_refused() {
        assertRefused(targets::topic, "arn:aws:sns:us-east-1:210987654321:orders", "region us-east-1", "eu-north-1",
                "quarkus.sns.aws.region");
        assertThatThrownBy(() -> targets.topic("arn:aws:sns:eu-north-1:210987654321:orders", Publish.prefix("x")))
                .hasMessageContaining("prefix 'x'");
    }

    @ParameterizedTest
    @CsvSource({ "arn:aws:sqs:eu-north-1:210987654321:orders,Invalid SNS ARN", "arn:aws:sns:eu-north-1:orders,Invalid SNS ARN",
            "arn:,Invalid SNS ARN", "a*,may only contain", "a.#,may only contain", "'',no name", ",no name" })
    void no_topic(String topic, String problem) {
        assertRefused(targets::topic, topic, problem);
    }

    @ParameterizedTest
    @CsvSource({ "arn:aws:sns:eu-north-1:210987654321:orders,Invalid SQS ARN", "arn:aws:sqs:eu-north-1:orders,Invalid SQS ARN",
            "arn:aws:sqs:eu-north-1:210987654321:a/b,may only contain", "https://localhost/210987654321/,no name",
            "https://localhost/210987654321/a b,may only contain", "a.b,may only contain", "'',no name", ",no name" })
    void no_queue(String queue, String problem) {
        assertRefused(targets::queue, queue, problem);
    }

    private static void assertRefused(BiFunction<String, PublishOptions, String> find, String target, String... texts) {
        assertThatThrownBy(() -> find.apply(target, NONE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(texts);
    }
}
