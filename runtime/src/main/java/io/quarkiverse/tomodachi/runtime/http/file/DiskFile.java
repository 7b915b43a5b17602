package io.quarkiverse.tomodachi.runtime.http.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A regular file. It is known by its real path, and opened without following links: a link that is put in its place later is
 * not the file that was asked for.
 */
public final class DiskFile implements FileSource {

    private final Path path;
    private final String contentType;
    private final BasicFileAttributes attributes;

    private DiskFile(Path path, String contentType, BasicFileAttributes attributes) {
        this.path = path;
        this.contentType = contentType;
        this.attributes = attributes;
    }

    /**
     * Resolves links. Blocks.
     *
     * @throws NoSuchFileException if there is no such file, or it is none with content, such as a directory
     * @throws IOException if it cannot be looked at
     */
    public static DiskFile of(Path path) throws IOException {
        Path name = path.getFileName();
        // the root has no name
        return ofReal(path.toRealPath(), ContentTypes.of(name == null ? "" : name.toString(), ContentTypes.UTF_8));
    }

    /**
     * Blocks.
     *
     * @param path a path in which all links are resolved
     * @throws NoSuchFileException if there is no such file, or it is none with content, such as a directory
     * @throws IOException if it cannot be looked at
     */
    public static DiskFile ofReal(Path path, String contentType) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(path.toString(), null, "not a regular file");
        }
        return new DiskFile(path, contentType, attributes);
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long size() {
        return attributes.size();
    }

    @Override
    public Instant modified() {
        return attributes.lastModifiedTime().toInstant();
    }

    @Override
    public String etag() {
        return '"' + Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)) + '-'
                + Long.toHexString(size()) + '"';
    }

    @Override
    public ReadableByteChannel open(long offset) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            if (!path.toRealPath().equals(path)) {
                throw new NoSuchFileException(path.toString(), null, "a link took its place");
            }
            return channel.position(offset);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
