package org.acme.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;

/**
 * The packaged application with brokers given by configuration: RabbitMQ where the system property
 * {@code tomodachi.test.rabbitmq.uri} names one, else the broker of the Dev Services.
 */
class OrdersProcessIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static AmqpBroker broker;
    private static AwsEndpoint endpoint;
    private static URI amqp;

    @BeforeAll
    static void startBrokers() {
        String given = System.getProperty("tomodachi.test.rabbitmq.uri", "");
        if (given.isEmpty()) {
            broker = AmqpBroker.builder().build().start();
            amqp = URI.create("amqp://guest:guest@127.0.0.1:" + broker.port());
        } else {
            amqp = URI.create(given);
        }
        endpoint = AwsEndpoint.builder().build().start();
    }

    @AfterAll
    static void stopBrokers() {
        endpoint.close();
        if (broker != null) {
            broker.close();
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("rabbitmq-host", amqp.getHost());
        settings.put("rabbitmq-port", String.valueOf(amqp.getPort()));
        settings.put("rabbitmq-username", amqp.getUserInfo().split(":")[0]);
        settings.put("rabbitmq-password", amqp.getUserInfo().split(":")[1]);
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
    void losesNothingWhenItIsTerminatedUnderLoad() throws Exception {
        List<OrdersFile.Line> lines = OrdersFile.read();
        List<String> accepted;
        List<String> shipped = new ArrayList<>();
        String log;
        try (OrdersProcess first = new OrdersProcess(settings())) {
            awaitOpen(first);
            accepted = new OrdersClient(URI.create("http://127.0.0.1:" + first.port())).post(lines);
            assertThat(first.terminate()).as(first::output).isZero();
            shipped.addAll(first.shipped());
            log = first.withoutAccessLog();
        }
        try (OrdersProcess second = new OrdersProcess(settings())) {
            awaitOpen(second);
            Brokers brokers = new Brokers(amqp.getHost(), amqp.getPort(), endpoint.uri().toString());
            await().atMost(LIMIT).untilAsserted(() -> assertThat(shipped.size() + second.shipped().size())
                    .as(() -> "left: " + left(brokers) + "\n" + log + "\n---\n" + second.withoutAccessLog())
                    .isGreaterThanOrEqualTo(accepted.size()));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(brokers.messagesInQueues()).isEmpty());
            assertThat(second.terminate()).as(second::output).isZero();
            shipped.addAll(second.shipped());
        }
        assertThat(shipped).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private static void awaitOpen(OrdersProcess orders) {
        await().atMost(LIMIT).until(() -> !orders.isAlive() || orders.hasLogged("Open for orders"));
        assertThat(orders.isAlive()).as(orders::output).isTrue();
    }

    private static String left(Brokers brokers) {
        try {
            return brokers.messagesInQueues().toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        try (OrdersProcess orders = new OrdersProcess(Map.of())) {
            assertThat(orders.exitCode()).as(orders::output).isEqualTo(1);
            assertThat(orders.output()).contains("quarkus.sqs.aws.region", "quarkus.sqs.endpoint-override");
            if (!isBrokerAtDefaultPort()) {
                assertThat(orders.output()).contains("rabbitmq-host");
            }
        }
    }

    private static boolean isBrokerAtDefaultPort() {
        try (Socket socket = new Socket("localhost", 5672)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
