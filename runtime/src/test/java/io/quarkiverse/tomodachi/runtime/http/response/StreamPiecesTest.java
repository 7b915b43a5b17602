package io.quarkiverse.tomodachi.runtime.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.http.transfer.PieceSource.Piece;

class StreamPiecesTest {

    private static Piece next(StreamPieces pieces) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return pieces.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).get(20, TimeUnit.SECONDS);
    }

    @Test
    void givesWhatIsThereWithoutWaitingForMore() throws Exception {
        PipedInputStream stream = new PipedInputStream();
        try (PipedOutputStream source = new PipedOutputStream(stream)) {
            StreamPieces pieces = new StreamPieces(stream);

            source.write("beat".getBytes(StandardCharsets.US_ASCII));
            source.flush();
            Piece first = next(pieces);
            source.write("s".getBytes(StandardCharsets.US_ASCII));
            source.close();
            Piece second = next(pieces);
            Piece last = next(pieces);

            assertThat(first.bytes().toString()).isEqualTo("beat");
            assertThat(first.last()).isFalse();
            assertThat(second.bytes().toString()).isEqualTo("s");
            assertThat(last.bytes().length()).isZero();
            assertThat(last.last()).isTrue();
        }
    }
}
