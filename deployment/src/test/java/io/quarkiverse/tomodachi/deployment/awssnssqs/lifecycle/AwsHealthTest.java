package io.quarkiverse.tomodachi.deployment.awssnssqs.lifecycle;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** An application that SQS refuses is not ready, says why, is left alive, and is ready again by itself. */
class AwsHealthTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PREFIX = "health-";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Watched.class)
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));

    @Inject
    Watched watched;

    @AfterEach
    void mend() {
        AwsTestEndpoint.faults("");
    }

    @Test
    void isReadyWheneverItReceives() {
        awaitStatus(200);
        assertThat(transports()).containsEntry("aws-sns-sqs", "UP").hasSize(1);

        AwsTestEndpoint.faults("credentials=expired,on=sqs.ReceiveMessage");
        // lets the poll that waits come to its end
        watched.publisher.sendAndAwait("first", "watch");
        awaitStatus(503);
        Map<String, String> down = transports();
        assertThat(down).containsEntry("aws-sns-sqs", "DOWN").hasSize(2);
        down.remove("aws-sns-sqs");
        assertThat(down).allSatisfy((part, detail) -> {
            assertThat(part).startsWith("aws-sns-sqs: ").contains("receive").endsWith(" (queue " + PREFIX + "watch)");
            assertThat(detail).contains("Messages cannot be received", "since", "xpired");
        });
        when().get("/q/health/live").then().statusCode(200);

        AwsTestEndpoint.faults("");
        awaitStatus(200);
        watched.publisher.sendAndAwait("second", "watch");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(watched.received).containsExactly("first", "second"));
    }

    private static void awaitStatus(int status) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(when().get("/q/health/ready").statusCode()).isEqualTo(status));
    }

    private static Map<String, String> transports() {
        return when().get("/q/health/ready").jsonPath().getMap("checks.find { it.name == 'Tomodachi transports' }.data");
    }

    @TomodachiService("watched")
    static class Watched {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Inject
        AwsSnsSqsPublisher publisher;

        @AwsSnsSqs(queueName = "watch")
        void receive(String data) {
            received.add(data);
        }
    }
}
