package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** One request and its answer. */
final class Exchange {

    private final LoopClients loops;
    private final CallLimit limit;
    private final HttpSettings settings;
    private final RequestHead head;
    private final SdkAsyncHttpResponseHandler handler;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Buffer content;
    private Buffer answer = Buffer.buffer();
    private boolean answered;
    private long silentSince;

    Exchange(LoopClients loops, CallLimit limit, HttpSettings settings, AsyncExecuteRequest request) {
        this.loops = loops;
        this.limit = limit;
        this.settings = settings;
        this.head = new RequestHead(request.request());
        this.handler = request.responseHandler();
    }

    /** Completes with the answer; the SDK completes it with a failure where it wants no answer any more. */
    CompletableFuture<Void> end() {
        return end;
    }

    void start(Buffer content) {
        this.content = content;
        attempt(() -> limit.enter(this));
    }

    /** To be called once there may be one call more. */
    void begin() {
        LoopClient loop = loops.choose();
        loop.begun();
        end.whenComplete((done, failure) -> {
            loop.ended();
            limit.leave();
        });
        attempt(() -> loop.run(() -> connect(loop)));
    }

    private void connect(LoopClient loop) {
        if (end.isDone()) {
            return;
        }
        silentSince = System.nanoTime();
        attempt(() -> loop.http().request(head.options().setConnectTimeout(settings.connectionTime()))
                .onComplete(connected -> {
                    if (connected.succeeded()) {
                        send(loop, connected.result());
                    } else {
                        failed(connected.cause());
                    }
                }));
    }

    private void send(LoopClient loop, HttpClientRequest request) {
        // a request that is reset has its failure where it is waited for
        request.exceptionHandler(ignored -> {
        });
        end.whenComplete((done, failure) -> {
            if (failure != null) {
                loop.run(() -> reset(request));
            }
        });
        if (end.isDone()) {
            return;
        }
        attempt(() -> {
            head.write(request.headers());
            silentSince = System.nanoTime();
            request.send(content).onComplete(response -> {
                if (response.succeeded()) {
                    read(response.result());
                } else {
                    failed(response.cause());
                }
            });
        });
    }

    /** Closes the connection of a call that nobody waits for, by which a long poll ends; after the answer it is another's. */
    private void reset(HttpClientRequest request) {
        if (!answered) {
            request.reset();
        }
    }

    private void read(HttpClientResponse response) {
        silentSince = System.nanoTime();
        attempt(() -> response.handler(this::add).exceptionHandler(this::failed).endHandler(ended -> {
            answered = true;
            if (isCutOff(response.headers())) {
                failed(new HttpClosedException("Connection was closed"));
            } else {
                tell(response);
            }
        }));
    }

    private void add(Buffer piece) {
        silentSince = System.nanoTime();
        answer = answer.length() == 0 ? piece : answer.appendBuffer(piece);
    }

    /** An answer whose length is not told ends with its connection, be it the server that closes it or the limit of time. */
    private boolean isCutOff(MultiMap headers) {
        return !headers.contains(HttpHeaders.CONTENT_LENGTH) && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
                && settings.isTooLong(silentSince);
    }

    /** The call is over before its answer is told, which often leads to the next one. */
    private void tell(HttpClientResponse response) {
        if (!end.complete(null)) {
            return;
        }
        try {
            SdkHttpResponse.Builder told = SdkHttpResponse.builder().statusCode(response.statusCode())
                    .statusText(response.statusMessage());
            for (Map.Entry<String, String> header : response.headers()) {
                told.appendHeader(header.getKey(), header.getValue());
            }
            handler.onHeaders(told.build());
            handler.onStream(new ResponseContent(ByteBuffer.wrap(answer.getBytes())));
        } catch (RuntimeException | Error e) {
            handler.onError(e);
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void failed(Throwable cause) {
        fail(ExchangeFailure.of(head.address(), cause, settings, silentSince));
    }

    void fail(Throwable failure) {
        if (end.completeExceptionally(failure)) {
            handler.onError(failure);
        }
    }
}
