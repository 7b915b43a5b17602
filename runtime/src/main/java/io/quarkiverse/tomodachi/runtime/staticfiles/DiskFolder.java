package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.http.file.DiskFile;
import io.quarkiverse.tomodachi.runtime.http.file.FileSource;

/** A folder on disk. Paths are compared part by part after links are resolved, so that none leads out of the folder. */
final class DiskFolder implements Folder {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final Path folder;
    private final boolean hidden;

    /** @param hidden whether a link may lead to a hidden file */
    DiskFolder(Path folder, boolean hidden) {
        this.folder = folder;
        this.hidden = hidden;
    }

    @Override
    public FileSource find(FileName name, String contentType) {
        try {
            Path file = resolve(name);
            return file != null && Files.isRegularFile(file) && Files.isReadable(file)
                    ? DiskFile.ofReal(file, contentType)
                    : null;
        } catch (IOException | InvalidPathException e) {
            LOG.debugf("There is no file %s in %s: %s", name, folder, e);
            return null;
        }
    }

    @Override
    public boolean isDirectory(FileName name) {
        try {
            Path directory = resolve(name);
            return directory != null && Files.isDirectory(directory);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private Path resolve(FileName name) throws IOException {
        // each time, since the folder may be a link that a deployment switches
        Path root = folder.toRealPath();
        Path written = root;
        for (String part : name.parts()) {
            written = written.resolve(part);
        }
        // a file system that takes several spellings for a name would let them pass by path policies
        if (!written.toRealPath(LinkOption.NOFOLLOW_LINKS).toString().equals(written.toString())) {
            return null;
        }
        Path real = written.toRealPath();
        return real.startsWith(root) && (hidden || !FileName.isHidden(root.relativize(real))) ? real : null;
    }
}
