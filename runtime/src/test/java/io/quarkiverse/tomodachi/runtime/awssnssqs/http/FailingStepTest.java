package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.internal.http.async.SimpleHttpContentPublisher;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What users of the SDK do wrong fails their call, and takes nothing away from the others. */
class FailingStepTest {

    private static final int MANY = 20;

    private final TestServer server = new TestServer();
    private final TestClient client = new TestClient(1, "max-concurrency", "1");

    FailingStepTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void header_that_cannot_be_sent_fails_the_call() throws Exception {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder().method(SdkHttpMethod.POST).uri(server.uri())
                .putHeader("X-Broken", "a\u0000b").build();
        for (int number = 0; number < MANY; number++) {
            assertThat(new Call(client.http(), request, "x").failure()).isInstanceOf(IllegalArgumentException.class);
        }
        Call next = client.call(server.uri(), "next");
        try (ServerConnection connection = server.accept()) {
            assertThat(connection.request().content()).isEqualTo("next");
            connection.answer("there");
            assertThat(next.content()).isEqualTo("there");
            assertThat(server.hasMore()).isFalse();
        }
    }

    @Test
    void handler_that_throws_is_told_so() throws Exception {
        CompletableFuture<Throwable> first = throwing();
        try (ServerConnection connection = server.accept()) {
            assertAnswerThrows(connection, first);
            for (int number = 0; number < MANY; number++) {
                assertAnswerThrows(connection, throwing());
            }
        }
    }

    private CompletableFuture<Throwable> throwing() {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        SdkHttpFullRequest request = SdkHttpFullRequest.builder().method(SdkHttpMethod.POST).uri(server.uri()).build();
        client.http().execute(AsyncExecuteRequest.builder().request(request)
                .requestContentPublisher(new SimpleHttpContentPublisher(request)).responseHandler(new Throwing(told))
                .build());
        return told;
    }

    private static void assertAnswerThrows(ServerConnection connection, CompletableFuture<Throwable> told) throws Exception {
        connection.request();
        connection.answer("");
        assertThat(told.get(TestServer.LIMIT, TimeUnit.MILLISECONDS)).isInstanceOf(IllegalStateException.class)
                .hasMessage("head");
    }

    @Test
    void interceptor_that_throws_fails_the_call() throws Exception {
        try (SqsAsyncClient sqs = client.sqs(server.uri(), new ThrowingInterceptor())) {
            for (int number = 0; number < MANY; number++) {
                CompletableFuture<?> call = sqs.getQueueUrl(request -> request.queueName("shop"));
                try (ServerConnection connection = server.accept()) {
                    connection.request();
                    connection.answer("{\"QueueUrl\": \"url\"}");
                    assertThat(call).failsWithin(TestServer.LIMIT, TimeUnit.MILLISECONDS).withThrowableThat()
                            .withMessageContaining("after transmission");
                }
            }
        }
    }

    private static final class ThrowingInterceptor implements ExecutionInterceptor {

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            throw new IllegalStateException("after transmission");
        }
    }

    private record Throwing(CompletableFuture<Throwable> told) implements SdkAsyncHttpResponseHandler {

        @Override
        public void onHeaders(SdkHttpResponse response) {
            throw new IllegalStateException("head");
        }

        @Override
        public void onStream(Publisher<ByteBuffer> stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onError(Throwable failure) {
            told.complete(failure);
        }
    }
}
