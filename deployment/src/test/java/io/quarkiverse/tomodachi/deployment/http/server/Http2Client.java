package io.quarkiverse.tomodachi.deployment.http.server;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

/** A client with one connection of HTTP/2. */
final class Http2Client implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final StringBuffer text = new StringBuffer();
    private final CompletableFuture<Long> goneAway = new CompletableFuture<>();

    Http2Client(URI server) {
        client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false).setHttp2MaxPoolSize(1)
                .setDefaultHost(server.getHost()).setDefaultPort(server.getPort()));
        client.connectionHandler(
                connection -> connection.goAwayHandler(goAway -> goneAway.complete(goAway.getErrorCode())));
    }

    /** Connects, and sends nothing yet. */
    HttpClientRequest prepare(String path) throws Exception {
        return client.request(HttpMethod.GET, path).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    CompletableFuture<String> get(String path) throws Exception {
        return send(prepare(path));
    }

    /** @return status and body; fails where the response is broken off */
    CompletableFuture<String> send(HttpClientRequest request) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        request.send().onFailure(answer::completeExceptionally).onSuccess(response -> read(response, answer));
        return answer;
    }

    private void read(HttpClientResponse response, CompletableFuture<String> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(piece -> {
            body.appendBuffer(piece);
            text.append(piece);
        });
        response.endHandler(ended -> answer.complete(response.statusCode() + " " + body));
        response.request().exceptionHandler(answer::completeExceptionally);
    }

    /** Waits until the pieces of all responses have this text among them. */
    void awaitText(String expected) {
        await().until(() -> text.indexOf(expected) >= 0);
    }

    /** The code by which the server told that it takes no further request. */
    CompletableFuture<Long> goneAway() {
        return goneAway;
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
