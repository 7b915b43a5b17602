package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

/** SNS and SQS refuse calls, do not answer, do half of what they should. */
class AwsServiceFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AwsBroker broker = new AwsBroker();
    private final AwsLedger ledger = new AwsLedger(broker);

    private Replica replica(String... settings) throws Exception {
        return new Replica("aws", broker.uri(), settings).ready();
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
        broker.close();
    }

    @Test
    void throttleATenthOfTheCalls() throws Exception {
        try (Replica application = replica(); AwsLoad load = new AwsLoad(broker, "reactive", 300)) {
            broker.does(Faults.none().throttle(0.1).seed(1));
            await().atMost(LIMIT).until(() -> ledger.handled() > 3_000);
            load.close();
            assertThat(ledger.settle("A tenth of the calls throttled", load)).isZero();
            assertThat(broker.endpoint().errorCounts()).as("calls were throttled").isNotEmpty();
            broker.doesWell();
            await().atMost(LIMIT).until(() -> broker.size("reactive") == 0);
            await().atMost(LIMIT).until(application::isReady);
            System.out.printf("%-46s %s%n", "...", broker.endpoint().errorCounts());
            assertThat(application.terminate()).isZero();
        }
    }
}
