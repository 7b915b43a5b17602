package io.quarkiverse.tomodachi.deployment.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;

/** The brokers of packaged applications, in the JVM of the test for as long as the test class runs. */
public final class PackagedBrokers implements BeforeAllCallback, AfterAllCallback {

    private AmqpBroker broker;
    private AwsEndpoint endpoint;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = AmqpBroker.builder().host("127.0.0.1").port(0).build().start();
        endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        endpoint.close();
        broker.close();
    }

    /**
     * Starts an application that works with them, and does not wait.
     *
     * @param options of the JVM
     * @param settings {@code key=value} each, which have precedence
     */
    public PackagedApplication launch(List<String> options, Path jar, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1",
                "rabbitmq-host=127.0.0.1", "rabbitmq-port=" + broker.port()));
        AwsSettings.of(endpoint.uri()).forEach((key, value) -> all.add(key + "=" + value));
        // the last one of a key counts
        all.addAll(List.of(settings));
        return PackagedApplication.launch(options, jar, all.toArray(String[]::new));
    }
}
