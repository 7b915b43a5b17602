package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricCollector;

class CallLimitTest {

    private final TestServer server = new TestServer();
    private TestClient client;

    CallLimitTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private Call call(String text) {
        return client.call(server.uri(), text);
    }

    @Test
    void call_that_is_too_many_begins_when_another_one_ends() throws Exception {
        client = new TestClient(4, "max-concurrency", "2", "connection-acquisition-timeout", "10M");
        Call first = call("1");
        Call second = call("2");
        Call third = call("3");
        Call fourth = call("4");
        try (ServerConnection one = server.accept(); ServerConnection other = server.accept()) {
            assertThat(List.of(one.request().content(), other.request().content())).containsExactlyInAnyOrder("1", "2");
            one.answer("");
            assertThat(one.request().content()).isEqualTo("3");
            one.answer("");
            assertThat(third.content()).isEmpty();
            assertThat(one.request().content()).isEqualTo("4");
            one.answer("");
            other.answer("");
            assertThat(List.of(first.content(), second.content(), fourth.content())).containsOnly("");
            assertThat(server.hasMore()).isFalse();
        }
    }

    @Test
    void call_that_waits_too_long_names_the_setting() throws Exception {
        client = new TestClient(2, "max-concurrency", "1", "connection-acquisition-timeout", "10ms");
        Call first = call("1");
        Call late = call("2");
        assertThat(late.failure()).isInstanceOf(SdkClientException.class)
                .hasMessage("No connection was free within 10 ms; 1 calls are under way, as many as"
                        + " quarkus.sqs.async-client.max-concurrency allows");
        assertAnswered(first, "1");
    }

    @Test
    void call_that_too_many_wait_before_names_the_setting() throws Exception {
        client = new TestClient(2, "max-concurrency", "1", "connection-acquisition-timeout", "10M",
                "max-pending-connection-acquires", "1");
        Call first = call("1");
        Call second = call("2");
        assertThat(call("3").failure()).isInstanceOf(SdkClientException.class)
                .hasMessage("1 calls wait for a connection already, as many as"
                        + " quarkus.sqs.async-client.max-pending-connection-acquires allows");
        assertAnsweredInTurn(first, second);
    }

    private void assertAnsweredInTurn(Call first, Call second) throws Exception {
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("");
            assertThat(connection.request().content()).isEqualTo("2");
            connection.answer("");
        }
        assertThat(first.content()).isEmpty();
        assertThat(second.content()).isEmpty();
    }

    @Test
    void metrics_of_the_sdk_tell_how_many_calls_there_are() {
        client = new TestClient(2, "max-concurrency", "3", "connection-acquisition-timeout", "10M");
        Set.of("1", "2", "3", "4").forEach(this::call);
        MetricCollector metrics = MetricCollector.create("call");
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(server.uri()).build();
        client.http().execute(AsyncExecuteRequest.builder().request(request).metricCollector(metrics)
                .requestContentPublisher(Call.content("5")).responseHandler(client.call(server.uri(), "6")).build());
        MetricCollection told = metrics.collect();
        assertThat(told.metricValues(HttpMetric.HTTP_CLIENT_NAME)).containsExactly("Vertx");
        assertThat(told.metricValues(HttpMetric.MAX_CONCURRENCY)).containsExactly(3);
        assertThat(told.metricValues(HttpMetric.LEASED_CONCURRENCY)).containsExactly(3);
        assertThat(told.metricValues(HttpMetric.AVAILABLE_CONCURRENCY)).containsExactly(0);
        assertThat(told.metricValues(HttpMetric.PENDING_CONCURRENCY_ACQUIRES)).containsExactly(2);
    }

    @Test
    void cancelled_call_that_waited_takes_no_place() throws Exception {
        client = new TestClient(2, "max-concurrency", "1", "connection-acquisition-timeout", "10M",
                "max-pending-connection-acquires", "1");
        Call first = call("1");
        for (int number = 0; number < 10; number++) {
            call("never").cancel();
        }
        Call last = call("2");
        assertThat(last.isOver()).isFalse();
        assertAnsweredInTurn(first, last);
    }

    @Test
    void all_places_are_free_after_failures_and_cancelled_calls() throws Exception {
        client = new TestClient(2, "max-concurrency", "3", "connection-acquisition-timeout", "10M");
        URI nobody = nobody();
        for (int round = 0; round < 100; round++) {
            Call broken = call("broken");
            Call cancelled = call("cancelled");
            Call alsoCancelled = call("also cancelled");
            call("never").cancel();
            Call refused = client.call(nobody, "refused");
            Map<String, ServerConnection> connections = new HashMap<>();
            for (int number = 0; number < 3; number++) {
                ServerConnection connection = server.accept();
                connections.put(connection.request().content(), connection);
            }
            connections.remove("broken").close();
            assertThat(broken.failure()).isInstanceOf(IOException.class);
            assertThat(refused.failure()).isInstanceOf(IOException.class);
            cancelled.cancel();
            alsoCancelled.cancel();
            for (ServerConnection connection : connections.values()) {
                assertThat(connection.rest()).isEmpty();
                connection.close();
            }
        }
        assertThreeAtOnceAreAnswered();
    }

    private void assertThreeAtOnceAreAnswered() throws Exception {
        List<Call> calls = List.of(call("a"), call("b"), call("c"));
        List<ServerConnection> connections = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ServerConnection connection = server.accept();
            connection.request();
            connections.add(connection);
        }
        Call fourth = call("d");
        for (ServerConnection connection : connections) {
            connection.answer("");
        }
        for (Call call : calls) {
            assertThat(call.content()).isEmpty();
        }
        fourth.cancel();
        for (ServerConnection connection : connections) {
            connection.close();
        }
    }

    private void assertAnswered(Call call, String text) throws Exception {
        try (ServerConnection connection = server.accept()) {
            assertThat(connection.request().content()).isEqualTo(text);
            connection.answer("");
            assertThat(call.content()).isEmpty();
        }
    }

    /** Where nobody listens. */
    private static URI nobody() throws IOException {
        try (TestServer closed = new TestServer()) {
            return closed.uri();
        }
    }
}
