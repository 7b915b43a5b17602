package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;

/** How the packaged application starts and ends, with brokers given by configuration. */
class LifecycleIT {

    private static AmqpBroker broker;
    private static AwsEndpoint endpoint;

    @BeforeAll
    static void startBrokers() {
        broker = AmqpBroker.builder().build().start();
        endpoint = AwsEndpoint.builder().build().start();
    }

    @AfterAll
    static void stopBrokers() {
        endpoint.close();
        broker.close();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("rabbitmq-host", "127.0.0.1");
        settings.put("rabbitmq-port", String.valueOf(broker.port()));
        for (String client : List.of("quarkus.sqs.", "quarkus.sns.")) {
            settings.put(client + "endpoint-override", endpoint.uri().toString());
            settings.put(client + "aws.region", "us-east-1");
            settings.put(client + "aws.credentials.type", "static");
            settings.put(client + "aws.credentials.static-provider.access-key-id", "test");
            settings.put(client + "aws.credentials.static-provider.secret-access-key", "test");
        }
        return settings;
    }

    @Test
    void goesThroughAllStepsUntilASignal() throws Exception {
        try (PackagedApplication application = new PackagedApplication(settings())) {
            application.awaitLog("step started");
            given().port(application.port()).get("/resource/1").then().statusCode(200);
            assertThat(application.terminate()).as(application::output).isZero();
            assertThat(application.logged("step ")).containsExactly("start", "started", "stopping", "stop");
        }
    }

    @Test
    void endsWithTheCodeThatItIsGiven() throws Exception {
        try (PackagedApplication application = new PackagedApplication(settings())) {
            application.awaitLog("step started");
            given().port(application.port()).post("/exit/7").then().statusCode(200);
            assertThat(application.exitCode()).as(application::output).isEqualTo(7);
            assertThat(application.logged("step ")).containsExactly("start", "started", "stopping", "stop");
        }
    }

    @Test
    void endsWithOneIfItCannotStart() throws Exception {
        Map<String, String> settings = settings();
        settings.put("quarkus.tomodachi.retry.attempts", "-1");
        try (PackagedApplication application = new PackagedApplication(settings)) {
            assertThat(application.exitCode()).as(application::output).isEqualTo(1);
            assertThat(application.output()).contains("quarkus.tomodachi.retry.attempts");
        }
    }
}
