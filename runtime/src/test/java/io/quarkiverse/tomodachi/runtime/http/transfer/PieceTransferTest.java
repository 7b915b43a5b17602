package io.quarkiverse.tomodachi.runtime.http.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

class PieceTransferTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int PIECES = 50;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Pieces of 10000 bytes. */
    private static final class Source implements PieceSource {

        private final CountDownLatch closed = new CountDownLatch(1);
        private final int failing;
        private int at;

        /** @param failing the piece that cannot be had, -1 for none */
        Source(int failing) {
            this.failing = failing;
        }

        @Override
        public Piece next() throws IOException {
            if (at == failing) {
                throw new IOException("Piece " + at);
            }
            at++;
            return new Piece(Buffer.buffer("0123456789".repeat(1000)), at == PIECES);
        }

        @Override
        public void close() {
            closed.countDown();
        }

        boolean isClosed() throws InterruptedException {
            return closed.await(20, TimeUnit.SECONDS);
        }
    }

    private HttpResponse<String> get(Source source, BiFunction<RoutingContext, Source, PieceTransfer> transfer)
            throws Exception {
        Router router = Router.router(VERTX);
        router.get("/").handler(context -> {
            Future<Void> sent = transfer.apply(context, source).send();
            sent.onFailure(failure -> context.response().setStatusCode(500).end(failure.getMessage()));
        });
        HttpServer server = VERTX.createHttpServer().requestHandler(router).listen(0, "localhost").toCompletionStage()
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
        try {
            return HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort()))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.ofString());
        } finally {
            server.close();
        }
    }

    private static PieceTransfer chunked(RoutingContext context, Source source) {
        return new PieceTransfer(context, source, () -> context.response().setChunked(true));
    }

    @Test
    void sendsAllPieces() throws Exception {
        Source source = new Source(-1);

        assertThat(get(source, PieceTransferTest::chunked).body()).hasSize(PIECES * 10_000);
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void tellsThatThereIsNothingToSend() throws Exception {
        Source source = new Source(0);

        HttpResponse<String> response = get(source, PieceTransferTest::chunked);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("Piece 0");
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void tellsThatTheHeadCannotBeMade() throws Exception {
        Source source = new Source(-1);

        HttpResponse<String> response = get(source, (context, pieces) -> new PieceTransfer(context, pieces, () -> {
            throw new IllegalStateException("no head");
        }));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("no head");
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void breaksOffWhereTheRestCannotBeHad() throws Exception {
        Source source = new Source(3);

        assertThatThrownBy(() -> get(source, PieceTransferTest::chunked)).isInstanceOf(IOException.class);
        assertThat(source.isClosed()).isTrue();
    }
}
