package io.quarkiverse.tomodachi.runtime.http.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/**
 * A resource of the application, which may be in an archive or in a native executable.
 *
 * @param loader what finds it
 * @param resource its name on the class path
 * @param contentType its media type
 * @param size the number of its bytes
 * @param modified when it changed, {@code null} if that is not known
 * @param etag a strong entity tag, in its quotes
 */
public record ResourceFile(ClassLoader loader, String resource, String contentType, long size, Instant modified,
        String etag) implements FileSource {

    @Override
    public ReadableByteChannel open(long offset) throws IOException {
        InputStream stream = loader.getResourceAsStream(resource);
        if (stream == null) {
            throw new NoSuchFileException(resource);
        }
        try {
            stream.skipNBytes(offset);
            return Channels.newChannel(stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }
}
