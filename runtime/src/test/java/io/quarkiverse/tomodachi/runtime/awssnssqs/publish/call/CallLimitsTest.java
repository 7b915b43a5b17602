package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class CallLimitsTest {

    private final CallLimits limits = new Threads().limits();

    @Test
    void call_that_takes_too_long_ends_and_others_go_on() {
        CompletableFuture<String> endless = new CompletableFuture<>();
        CompletableFuture<String> patient = new CompletableFuture<>();
        CompletableFuture<String> quick = CompletableFuture.completedFuture("quick");
        limits.within(Duration.ofMinutes(1)).on(patient);
        limits.within(Duration.ofMillis(1)).on(quick);
        CompletableFuture<String> ended = limits.within(Duration.ofMillis(1)).on(endless);
        assertThatThrownBy(() -> ended.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiCallTimeoutException.class);
        assertThat(endless).isCompletedExceptionally();
        assertThat(quick).isCompletedWithValue("quick");
        assertThat(patient).isNotDone();
        limits.within(Duration.ofMillis(1)).on(patient);
        assertThatThrownBy(() -> patient.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void calls_end_in_time_again_when_there_is_a_thread() {
        ScarceThreads scarce = new ScarceThreads();
        CallLimits limits = new Threads(scarce).limits();
        CompletableFuture<String> first = limits.within(Duration.ofMillis(1)).on(new CompletableFuture<>());
        scarce.end();
        CompletableFuture<String> second = limits.within(Duration.ofMillis(1)).on(new CompletableFuture<>());
        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiCallTimeoutException.class);
        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void call_that_could_not_be_ended_for_lack_of_memory_is_ended_later() {
        AtomicInteger tries = new AtomicInteger();
        CompletableFuture<String> call = limits.within(Duration.ofMillis(1)).on(new CompletableFuture<>() {
            @Override
            public boolean completeExceptionally(Throwable failure) {
                if (tries.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("on purpose");
                }
                return super.completeExceptionally(failure);
            }
        });
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void call_that_cannot_be_made_fails() {
        assertThat(CallLimits.begin(() -> {
            throw new OutOfMemoryError("on purpose: no thread");
        }).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void client_closes_the_connection_of_a_call_that_takes_too_long_and_does_not_try_again() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SqsAsyncClient sqs = client("http://127.0.0.1:" + server.getLocalPort())) {
            CompletableFuture<?> call = sqs
                    .sendMessage(message -> message.queueUrl("http://127.0.0.1/1/queue").messageBody("x"));
            server.setSoTimeout(10_000);
            try (Socket connection = server.accept()) {
                limits.within(Duration.ofMillis(1)).on(call);
                connection.setSoTimeout(10_000);
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiCallTimeoutException.class);
            server.setSoTimeout(1_000);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static SqsAsyncClient client(String endpoint) {
        return SqsAsyncClient.builder().region(Region.EU_NORTH_1).endpointOverride(URI.create(endpoint))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))).build();
    }

    @Test
    void what_a_call_may_have_done_before_its_time_was_over_is_unknown() {
        CompletableFuture<String> endless = limits.within(Duration.ofMillis(1)).on(new CompletableFuture<>());
        CallFailure failure = endless.handle((result, problem) -> CallFailure.of(problem)).join();
        assertThat(failure.mayGoWell()).isTrue();
        assertThat(failure.mayHaveArrived()).isTrue();
    }

    @Test
    void call_that_cannot_be_made_is_one_that_failed() {
        CompletableFuture<String> call = CallLimits.<String> begin(() -> {
            throw new IllegalStateException("no client");
        }).toCompletableFuture();
        assertThat(call).isCompletedExceptionally();
    }
}
