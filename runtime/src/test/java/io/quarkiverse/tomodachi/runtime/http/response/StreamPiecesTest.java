package io.quarkiverse.tomodachi.runtime.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.http.transfer.PieceSource.Piece;

class StreamPiecesTest {

    /** One thread for all pieces: a pipe ends when the thread that reads it does. */
    private final ExecutorService reader = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        reader.shutdownNow();
    }

    private Piece next(StreamPieces pieces) throws Exception {
        return reader.submit(pieces::next).get(20, TimeUnit.SECONDS);
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
