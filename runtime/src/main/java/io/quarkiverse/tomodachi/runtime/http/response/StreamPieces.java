package io.quarkiverse.tomodachi.runtime.http.response;

import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.tomodachi.runtime.http.transfer.PieceSource;
import io.vertx.core.buffer.Buffer;

/** What a stream gives. */
final class StreamPieces implements PieceSource {

    private static final int PIECE = 64 * 1024;

    private final InputStream stream;

    StreamPieces(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public Piece next() throws IOException {
        byte[] bytes = stream.readNBytes(PIECE);
        return new Piece(Buffer.buffer(bytes), bytes.length < PIECE);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
