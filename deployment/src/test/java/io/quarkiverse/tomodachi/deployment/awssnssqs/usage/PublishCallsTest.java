package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishResult;
import io.smallrye.mutiny.Uni;

/** Which topics and queues are found in byte code. */
class PublishCallsTest {

    private static List<PublishCall> calls(Class<?> type) throws IOException {
        try (InputStream file = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return PublishCalls.of(file.readAllBytes());
        }
    }

    @Test
    void targets_are_followed_through_methods() throws IOException {
        Map<String, Set<String>> targets = calls(Caller.class).stream()
                .collect(Collectors.toMap(PublishCall::method, PublishCall::targets));
        assertThat(targets).containsOnly(Map.entry("literal", Set.of("one")), Map.entry("constant", Set.of("two")),
                Map.entry("local", Set.of("three")), Map.entry("choice", Set.of("four", "five")),
                Map.entry("loop", Set.of("*")), Map.entry("field", Set.of("*")), Map.entry("part", Set.of("order-*-v1")),
                Map.entry("inLambda", Set.of("seven")), Map.entry("asFunction", Set.of("*")),
                Map.entry("queue", Set.of("eight")));
        assertThat(calls(Caller.class)).filteredOn(PublishCall::toQueue).extracting(PublishCall::place)
                .containsExactly(Caller.class.getName() + "#queue");
        assertThat(calls(Caller.class)).noneMatch(PublishCall::ownPrefix).allMatch(call -> call.line() > 0);
    }

    @Test
    void own_prefixes_are_noticed() throws IOException {
        assertThat(calls(Prefixed.class)).singleElement().matches(PublishCall::ownPrefix);
    }

    static class Caller {

        private static final String TWO = "two";

        private final AwsSnsSqsPublisher aws;
        private String field;

        Caller(AwsSnsSqsPublisher aws) {
            this.aws = aws;
        }

        void literal() {
            aws.publish("data", "one");
        }

        Uni<PublishResult> constant() {
            return aws.publish("data", TWO, Publish.attribute("a", 1));
        }

        void local(String data) {
            String topic = "three";
            if (data != null) {
                aws.publishAndAwait(data, topic);
            }
        }

        void choice(boolean first) {
            aws.publishAndAwait("data", first ? "four" : "five", Publish.defaults());
        }

        void loop() {
            String topic = "six";
            for (int number = 0; number < 3; number++) {
                topic = topic + number;
            }
            aws.publish("data", topic + field);
        }

        void field() {
            aws.publish("data", field);
        }

        void part(int number) {
            aws.publish("data", "order-" + number + "-v1");
        }

        Runnable inLambda() {
            return () -> aws.publish("data", "seven");
        }

        BiFunction<Object, String, Uni<PublishResult>> asFunction() {
            return aws::publish;
        }

        void queue() {
            aws.send("data", "eight");
        }
    }

    static class Prefixed {

        void publish(AwsSnsSqsPublisher aws) {
            aws.publish("data", "topic", Publish.prefix("other-"));
        }
    }
}
