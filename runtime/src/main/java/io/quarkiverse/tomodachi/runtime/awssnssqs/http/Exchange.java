package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** One request and its answer. */
final class Exchange {

    private final LoopClients loops;
    private final CallLimit limit;
    private final HttpSettings settings;
    private final SdkHttpRequest asked;
    private final SdkAsyncHttpResponseHandler handler;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Buffer content;
    private volatile boolean reusable;

    Exchange(LoopClients loops, CallLimit limit, HttpSettings settings, AsyncExecuteRequest request) {
        this.loops = loops;
        this.limit = limit;
        this.settings = settings;
        this.asked = request.request();
        this.handler = request.responseHandler();
    }

    /** Completes after the answer; the SDK completes it with a failure where it wants no answer any more. */
    CompletableFuture<Void> end() {
        return end;
    }

    void start(Buffer content) {
        this.content = content;
        limit.enter(this);
    }

    /** To be called once there may be one call more. */
    void begin() {
        LoopClient loop = loops.choose();
        loop.begun();
        end.whenComplete((done, failure) -> {
            loop.ended(reusable);
            limit.leave();
        });
        loop.run(() -> connect(loop));
    }

    private void connect(LoopClient loop) {
        if (end.isDone()) {
            return;
        }
        try {
            loop.http().request(options()).onComplete(connected -> {
                if (connected.succeeded()) {
                    send(connected.result());
                } else {
                    fail(ExchangeFailure.of(asked, connected.cause()));
                }
            });
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private RequestOptions options() {
        return new RequestOptions().setMethod(HttpMethod.valueOf(asked.method().name())).setHost(host())
                .setPort(asked.port()).setSsl("https".equals(asked.protocol())).setURI(target())
                .setIdleTimeout(settings.answerTime());
    }

    /** Without the brackets of an IPv6 address, which are a matter of URIs. */
    private String host() {
        String host = asked.host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String target() {
        String path = asked.encodedPath().isEmpty() ? "/" : asked.encodedPath();
        return asked.encodedQueryParameters().map(query -> path + '?' + query).orElse(path);
    }

    private void send(HttpClientRequest request) {
        // the connection of a call that nobody waits for is closed, by which a long poll ends
        end.whenComplete((done, failure) -> {
            if (failure != null) {
                request.reset();
            }
        });
        if (end.isDone()) {
            return;
        }
        MultiMap headers = request.headers();
        asked.forEachHeader((name, values) -> headers.set(name, values));
        request.send(content).onComplete(answered -> {
            if (answered.succeeded()) {
                read(answered.result());
            } else {
                fail(ExchangeFailure.of(asked, answered.cause()));
            }
        });
    }

    private void read(HttpClientResponse response) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(response.statusCode())
                .statusText(response.statusMessage());
        for (Map.Entry<String, String> header : response.headers()) {
            head.appendHeader(header.getKey(), header.getValue());
        }
        response.body().onComplete(read -> {
            if (read.succeeded()) {
                tell(head.build(), read.result());
            } else {
                fail(ExchangeFailure.of(asked, read.cause()));
            }
        });
    }

    /** The call is over before its answer is told, which often leads to the next one. */
    private void tell(SdkHttpResponse head, Buffer content) {
        reusable = true;
        if (end.complete(null)) {
            handler.onHeaders(head);
            handler.onStream(new ResponseContent(ByteBuffer.wrap(content.getBytes())));
        }
    }

    void fail(Throwable failure) {
        if (end.completeExceptionally(failure)) {
            handler.onError(failure);
        }
    }
}
