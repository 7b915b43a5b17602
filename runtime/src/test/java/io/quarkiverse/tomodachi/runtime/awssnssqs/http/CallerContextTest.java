package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Answers come on event loops, apart from what else belongs to the caller. */
class CallerContextTest {

    private final TestServer server = new TestServer();
    private final TestClient client = new TestClient(1, "max-concurrency", "1", "connection-acquisition-timeout", "10ms");

    CallerContextTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void answer_does_not_see_the_data_of_the_caller() throws Exception {
        ContextInternal request = request();
        CompletableFuture<Call> called = new CompletableFuture<>();
        request.runOnContext(ignored -> {
            Call call = client.call(server.uri(), "x");
            assertThat(Vertx.currentContext()).isSameAs(request);
            called.complete(call);
        });
        Call call = get(called);
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("");
            assertThat(call.content()).isEmpty();
        }
        assertApart(call, request);
    }

    @Test
    void failure_does_not_see_the_data_of_the_caller() throws Exception {
        ContextInternal request = request();
        URI nobody = nobody();
        CompletableFuture<Call> called = new CompletableFuture<>();
        request.runOnContext(ignored -> called.complete(client.call(nobody, "x")));
        Call call = get(called);
        assertThat(call.failure()).isInstanceOf(IOException.class);
        assertApart(call, request);
    }

    @Test
    void end_of_waiting_does_not_see_the_data_of_the_caller() throws Exception {
        ContextInternal request = request();
        client.call(server.uri(), "held");
        CompletableFuture<Call> called = new CompletableFuture<>();
        request.runOnContext(ignored -> called.complete(client.call(server.uri(), "late")));
        Call call = get(called);
        assertThat(call.failure()).isInstanceOf(SdkClientException.class);
        assertApart(call, request);
    }

    @Test
    void only_worker_may_wait_for_the_answer() throws Exception {
        CompletableFuture<String> worked = new CompletableFuture<>();
        inWorker(worked, () -> {
            Call call = client.call(server.uri(), "x");
            String content = call.content();
            assertThat(call.place().thread()).isNotSameAs(Thread.currentThread());
            assertOnEventLoop(call);
            return content;
        });
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("answer");
            assertThat(get(worked)).isEqualTo("answer");
        }
    }

    @Test
    void only_worker_may_wait_for_a_call_that_waits() throws Exception {
        client.call(server.uri(), "held");
        CompletableFuture<Throwable> worked = new CompletableFuture<>();
        inWorker(worked, () -> {
            Call call = client.call(server.uri(), "late");
            Throwable failure = call.failure();
            assertOnEventLoop(call);
            return failure;
        });
        assertThat(get(worked)).isInstanceOf(SdkClientException.class).hasMessageContaining("max-concurrency");
    }

    private interface Work<T> {

        T run() throws Exception;
    }

    private <T> void inWorker(CompletableFuture<T> result, Work<T> work) {
        ((VertxInternal) client.vertx()).createWorkerContext().runOnContext(ignored -> {
            try {
                result.complete(work.run());
            } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
    }

    private ContextInternal request() {
        ContextInternal request = (ContextInternal) VertxContext.createNewDuplicatedContext(
                client.vertx().getOrCreateContext());
        request.putLocal("user", "someone");
        return request;
    }

    private static void assertApart(Call call, Context request) {
        assertOnEventLoop(call);
        Context context = call.place().context();
        assertThat(context).isNotSameAs(request);
        if (context != null) {
            assertThat(context.<Object> getLocal("user")).isNull();
        }
    }

    private static void assertOnEventLoop(Call call) {
        assertThat(call.place().thread().getName()).startsWith("vert.x-eventloop-thread-");
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(TestServer.LIMIT, TimeUnit.MILLISECONDS);
    }

    private static URI nobody() throws IOException {
        try (TestServer closed = new TestServer()) {
            return closed.uri();
        }
    }
}
