package io.quarkiverse.tomodachi.deployment.awssnssqs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A test of an application, see {@link AwsTestEndpoint#application}, with a view past the extension. */
public abstract class AwsBrokerTest {

    protected static Broker broker;

    @BeforeAll
    protected static void connect() {
        broker = new Broker();
    }

    @AfterAll
    protected static void disconnect() {
        broker.close();
    }
}
