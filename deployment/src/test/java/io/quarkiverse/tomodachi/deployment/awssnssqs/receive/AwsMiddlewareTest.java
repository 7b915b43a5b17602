package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class AwsMiddlewareTest extends AwsBrokerTest {

    private static final String PREFIX = "middleware-";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Shop.class, Tuner.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "1S");

    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @Inject
    AwsSnsSqsPublisher aws;

    static class Tuner implements MessageMiddleware {

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            EVENTS.add("in " + call.data() + " " + call.messageAttributes() + " " + call.attempt() + " "
                    + (call.message() instanceof SqsMessage));
            if ("short".equals(call.data())) {
                return Uni.createFrom().nullItem();
            }
            if (call.attempt() == 1) {
                return Uni.createFrom().failure(new IllegalStateException("later"));
            }
            call.argument("data", "overridden");
            return next.proceed();
        }
    }

    @TomodachiService(value = "shop", messageMiddleware = Tuner.class)
    static class Shop {

        @AwsSnsSqs(topic = "things", queueName = "things-queue")
        void thing(String data, String queueUrl) {
            EVENTS.add(data);
        }
    }

    @Test
    void settlesByWhatTheMiddlewareReturns() {
        aws.publishAndAwait("short", "things", Publish.attribute("a", "b"));
        aws.publishAndAwait("again", "things");

        await().atMost(Duration.ofSeconds(15)).until(() -> EVENTS.contains("overridden"));
        await().atMost(Duration.ofSeconds(15)).until(() -> broker.size(PREFIX + "things-queue") == 0);
        assertThat(EVENTS).containsExactlyInAnyOrder("in short {a=b} 1 true", "in again {} 1 true", "in again {} 2 true",
                "overridden");
    }
}
