package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;

/** A folder whose files are served. */
final class StaticFolder {

    private static final String FILENAME = "filename";

    private final Path folder;
    private final PathPattern url;
    private final int group;

    StaticFolder(Path folder, PathPattern url) {
        this.folder = folder;
        this.url = url;
        this.group = url.groups().indexOf(FILENAME);
    }

    /** @return the name of the file that the path asks for, or {@code null} if the path is not below the URL */
    String fileName(String path) {
        String[] values = group >= 0 ? url.match(path) : url.matchPrefix(path);
        return values == null ? null : values[group >= 0 ? group : values.length - 1];
    }

    /**
     * The file of that name. The path is compared component by component after symbolic links are resolved, so that neither
     * dots
     * nor links lead out of the folder. A name with an encoded slash is not decoded again: path policies do not see that slash.
     *
     * @return a regular file, or {@code null} if there is none
     */
    Path resolve(String name) {
        try {
            if (name.isEmpty() || name.contains("%2F") || name.indexOf('\0') >= 0 || name.indexOf('\\') >= 0) {
                return null;
            }
            Path root = folder.toRealPath();
            Path file = root.resolve(name.replaceFirst("^/+", "").replace("%25", "%")).toRealPath();
            return file.startsWith(root) && Files.isRegularFile(file) && Files.isReadable(file) ? file : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
