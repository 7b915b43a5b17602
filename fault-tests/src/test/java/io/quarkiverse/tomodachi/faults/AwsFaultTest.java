package io.quarkiverse.tomodachi.faults;

import org.junit.jupiter.api.AfterEach;

/** A test each of whose methods has an endpoint of its own, and replicas of the application that use it. */
abstract class AwsFaultTest {

    final AwsBroker broker = new AwsBroker();
    final AwsLedger ledger = new AwsLedger(broker);

    /** One that is ready. */
    Replica replica(String... settings) throws Exception {
        return new Replica("aws", broker.uri(), settings).ready();
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
        broker.close();
    }
}
