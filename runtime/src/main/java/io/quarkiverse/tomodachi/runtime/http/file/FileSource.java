package io.quarkiverse.tomodachi.runtime.http.file;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

/** What a file is sent from, and what is known of it before it is read. */
public interface FileSource {

    /** @return the media type, with a charset where it is one of text */
    String contentType();

    /** @return the number of bytes */
    long size();

    /** @return when the content changed, {@code null} if that is not known */
    Instant modified();

    /** @return a strong entity tag, in its quotes */
    String etag();

    /**
     * Blocks. The caller closes the channel.
     *
     * @param offset the first byte to be read
     * @throws IOException if the file is gone, cannot be read, or is not the one that was described
     */
    ReadableByteChannel open(long offset) throws IOException;
}
