package io.quarkiverse.tomodachi.runtime.http.response;

import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.tomodachi.runtime.http.transfer.PieceSource;
import io.vertx.core.buffer.Buffer;

/** What a stream gives, as soon as it gives it: a stream may be slow, and go on for ever. */
final class StreamPieces implements PieceSource {

    private static final int PIECE = 64 * 1024;

    private final InputStream stream;
    private final byte[] read = new byte[PIECE];

    StreamPieces(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public Piece next() throws IOException {
        int length = stream.read(read);
        return length < 0 ? new Piece(Buffer.buffer(), true)
                : new Piece(Buffer.buffer(length).appendBytes(read, 0, length), false);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
