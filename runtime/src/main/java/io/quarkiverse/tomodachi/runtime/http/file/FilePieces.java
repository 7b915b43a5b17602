package io.quarkiverse.tomodachi.runtime.http.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import io.netty.buffer.Unpooled;
import io.quarkiverse.tomodachi.runtime.http.transfer.PieceSource;
import io.vertx.core.buffer.Buffer;

/**
 * The bytes of a file. Vert.x' own sending of files would open the file once more by its name, on the event loop, and log an
 * error for each client that goes away during a large one.
 */
final class FilePieces implements PieceSource {

    private static final int PIECE = 128 * 1024;

    private final FileSource file;
    private final long offset;
    private long left;
    private ReadableByteChannel channel;

    /** @param length more than 0 */
    FilePieces(FileSource file, long offset, long length) {
        this.file = file;
        this.offset = offset;
        this.left = length;
    }

    /** Closes the file behind the last bytes, before a client knows that they are the last. */
    @Override
    public Piece next() throws IOException {
        if (channel == null) {
            channel = file.open(offset);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(left, PIECE));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("The file has become shorter while it was sent");
            }
        }
        left -= bytes.capacity();
        if (left == 0) {
            channel.close();
        }
        return new Piece(Buffer.buffer(Unpooled.wrappedBuffer(bytes.array())), left == 0);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
