package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** A call as the SDK makes it, and what becomes of it. */
final class Call implements SdkAsyncHttpResponseHandler {

    private final CompletableFuture<SdkHttpResponse> head = new CompletableFuture<>();
    private final CompletableFuture<String> content = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> end;
    private volatile Place place;

    /** Where the handler was called. */
    record Place(Thread thread, Context context) {
    }

    Call(SdkAsyncHttpClient client, SdkHttpRequest request, String... pieces) {
        end = client.execute(AsyncExecuteRequest.builder().request(request).requestContentPublisher(new Content(pieces))
                .responseHandler(this).fullDuplex(false).build());
    }

    static SdkHttpContentPublisher content(String... pieces) {
        return new Content(pieces);
    }

    SdkHttpResponse head() throws Exception {
        return get(head);
    }

    /** The content of the answer, once it is there. */
    String content() throws Exception {
        return get(content);
    }

    /** Completes with the answer; fails where there is none. */
    CompletableFuture<String> whenAnswered() {
        return content;
    }

    Throwable failure() throws Exception {
        Throwable told = get(failure);
        assertThat(end).isCompletedExceptionally();
        assertThat(end.handle((done, same) -> same).join()).isSameAs(told);
        assertThat(head).isNotDone();
        return told;
    }

    boolean isOver() {
        return end.isDone();
    }

    boolean hasFailed() {
        return failure.isDone();
    }

    /** As the SDK does with what nobody waits for any more. */
    void cancel() {
        end.completeExceptionally(new CancellationException("on purpose"));
    }

    /** Where it was told how the call ended. */
    Place place() {
        return place;
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TestServer.LIMIT, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onHeaders(SdkHttpResponse response) {
        place = new Place(Thread.currentThread(), Vertx.currentContext());
        head.complete(response);
    }

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
        stream.subscribe(new Reader());
    }

    @Override
    public void onError(Throwable problem) {
        place = new Place(Thread.currentThread(), Vertx.currentContext());
        content.completeExceptionally(problem);
        failure.complete(problem);
    }

    private final class Reader implements Subscriber<ByteBuffer> {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            text.append(StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void onError(Throwable problem) {
            content.completeExceptionally(problem);
        }

        @Override
        public void onComplete() {
            content.complete(text.toString());
        }
    }

    private record Content(String... pieces) implements SdkHttpContentPublisher {

        @Override
        public Optional<Long> contentLength() {
            return Optional.empty();
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long number) {
                    List.of(pieces).forEach(
                            piece -> subscriber
                                    .onNext(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer()));
                    subscriber.onComplete();
                }

                @Override
                public void cancel() {
                    throw new UnsupportedOperationException();
                }
            });
        }
    }
}
