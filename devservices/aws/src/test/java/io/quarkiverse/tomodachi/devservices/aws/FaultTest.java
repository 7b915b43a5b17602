package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

class FaultTest {
    private final AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
    private final RawClient client = new RawClient(endpoint.uri());

    @AfterEach
    void close() {
        endpoint.close();
    }

    private String createQueue() {
        client.json("CreateQueue", "{\"QueueName\":\"q\"}");
        return endpoint.uri() + "/" + endpoint.accountId() + "/q";
    }

    @Test
    void aShareOfCallsIsThrottled() {
        endpoint.injectFaults(Faults.none().throttle(0.5).seed(3));
        long throttled = 0;
        for (int i = 0; i < 100; i++) {
            HttpResponse<String> response = client.json("ListQueues", "{}");
            if (response.statusCode() == 400) {
                assertThat(response.headers().firstValue("x-amzn-query-error")).contains("RequestThrottled;Sender");
                throttled++;
            }
        }
        assertThat(throttled).isBetween(30L, 70L);
        endpoint.injectFaults(Faults.none());
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void someEntriesOfBatchesFail() {
        String queue = createQueue();
        endpoint.injectFaults(Faults.none().failBatchEntries(1, 3));
        String entries = "{\"Id\":\"a\",\"MessageBody\":\"a\"},{\"Id\":\"b\",\"MessageBody\":\"b\"},"
                + "{\"Id\":\"c\",\"MessageBody\":\"c\"}";
        String body = client.json("SendMessageBatch", "{\"QueueUrl\":\"" + queue + "\",\"Entries\":[" + entries + "]}")
                .body();
        assertThat(body).contains("\"Failed\":[{\"Id\":\"a\",\"SenderFault\":false");
        assertThat(endpoint.queue("q").orElseThrow().visible()).isEqualTo(2);
    }

    @Test
    void connectionsAreDroppedOnTheActionsNamed() {
        createQueue();
        endpoint.injectFaults(Faults.none().dropConnections(1).onlyOn("sqs.ListQueues"));
        assertThatThrownBy(() -> client.json("ListQueues", "{}")).isInstanceOf(UncheckedIOException.class);
        assertThat(client.json("GetQueueUrl", "{\"QueueName\":\"q\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void callsAreDelayed() {
        endpoint.injectFaults(Faults.none().delay(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void impossibleFaultsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().throttle(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().throttle(0.6).dropConnections(0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().failBatchEntries(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().delay(Duration.ofMillis(-1)));
    }
}
