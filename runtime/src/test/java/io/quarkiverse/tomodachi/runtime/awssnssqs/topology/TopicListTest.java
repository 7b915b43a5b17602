package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.Topic;

class TopicListTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final Sns sns = new Sns();
    private final TopicList list = new TopicList(sns, now::get);

    @Test
    void is_listed_once_for_all_who_ask() {
        assertThat(list.all()).isCompletedWithValue(List.of("arn:aws:sns:us-east-1:1:a"));
        sns.topics.add("arn:aws:sns:us-east-1:1:b");
        assertThat(list.all()).isCompletedWithValue(List.of("arn:aws:sns:us-east-1:1:a"));
        assertThat(sns.calls).isOne();
    }

    @Test
    void is_renewed_once_within_a_minute_however_often_that_is_asked_for() {
        list.all();
        sns.topics.add("arn:aws:sns:us-east-1:1:b");
        assertThat(list.renew()).isTrue();
        assertThat(list.all()).isCompletedWithValueMatching(arns -> arns.size() == 2);
        now.addAndGet(Duration.ofMinutes(1).minusNanos(1).toNanos());
        assertThat(list.renew()).isFalse();
        list.all();
        assertThat(sns.calls).isEqualTo(2);
        now.incrementAndGet();
        assertThat(list.renew()).as("a minute after the last time").isTrue();
        assertThat(list.renew()).isFalse();
        list.all();
        assertThat(sns.calls).isEqualTo(3);
    }

    private static final class Sns implements SnsAsyncClient {

        private final List<String> topics = new ArrayList<>(List.of("arn:aws:sns:us-east-1:1:a"));
        private int calls;

        @Override
        public CompletableFuture<ListTopicsResponse> listTopics(ListTopicsRequest request) {
            calls++;
            return CompletableFuture.completedFuture(ListTopicsResponse.builder()
                    .topics(topics.stream().map(arn -> Topic.builder().topicArn(arn).build()).toList()).build());
        }

        @Override
        public SnsServiceClientConfiguration serviceClientConfiguration() {
            return SnsServiceClientConfiguration.builder()
                    .overrideConfiguration(ClientOverrideConfiguration.builder().build()).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
        }
    }
}
