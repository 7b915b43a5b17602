package io.quarkiverse.tomodachi.runtime.http.transfer;

import java.io.Closeable;
import java.io.IOException;

import io.vertx.core.buffer.Buffer;

/** Where the bytes of a body come from. Used on one worker thread at a time. */
public interface PieceSource extends Closeable {

    /**
     * Blocks.
     *
     * @throws IOException if the rest cannot be had
     */
    Piece next() throws IOException;

    /** @param last whether nothing follows */
    record Piece(Buffer bytes, boolean last) {
    }
}
