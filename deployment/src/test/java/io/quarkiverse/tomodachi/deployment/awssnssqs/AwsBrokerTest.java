package io.quarkiverse.tomodachi.deployment.awssnssqs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A test of an application, see {@link AwsTestEndpoint#application}, with a view past the extension. */
abstract class AwsBrokerTest {

    static Broker broker;

    @BeforeAll
    static void connect() {
        broker = new Broker();
    }

    @AfterAll
    static void disconnect() {
        broker.close();
    }
}
