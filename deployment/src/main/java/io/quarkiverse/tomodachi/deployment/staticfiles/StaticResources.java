package io.quarkiverse.tomodachi.deployment.staticfiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.tomodachi.runtime.staticfiles.PackagedFile;
import io.quarkiverse.tomodachi.runtime.staticfiles.ResourceFolder;
import io.quarkus.bootstrap.classloading.ClassPathElement;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.paths.PathVisitor;

/** The files of a folder among the resources of the application and of libraries. */
final class StaticResources {

    /** Half of the digest tells contents apart well enough. */
    private static final int ETAG_BYTES = 16;

    private StaticResources() {
    }

    static boolean exist(String folder) {
        ResourceFolder found = find(folder, true);
        return !found.directories().isEmpty() || !found.files().isEmpty();
    }

    /**
     * @param live whether files on disk may change while the application runs, so that only their folder is told
     */
    static ResourceFolder find(String folder, boolean live) {
        Set<String> directories = new TreeSet<>();
        Map<String, PackagedFile> files = new TreeMap<>();
        visit(folder, visit -> {
            Path path = visit.getPath();
            String name = visit.getRelativePath();
            boolean inside = name.startsWith(folder + "/");
            boolean onDisk = path.getFileSystem() == FileSystems.getDefault();
            if (live && onDisk) {
                if (!inside && Files.isDirectory(path)) {
                    directories.add(path.toAbsolutePath().toString());
                }
            } else if (inside && Files.isRegularFile(path)) {
                // the first one on the class path is the one that the class loader finds
                files.computeIfAbsent(name.substring(folder.length() + 1), key -> describe(key, path));
            }
        });
        return new ResourceFolder(folder, List.copyOf(directories), List.copyOf(files.values()));
    }

    private static void visit(String folder, PathVisitor visitor) {
        for (ClassPathElement element : QuarkusClassLoader.getElements(folder, false)) {
            if (element.isRuntime()) {
                element.apply(tree -> {
                    tree.walkIfContains(folder, visitor);
                    return null;
                });
            }
        }
    }

    private static PackagedFile describe(String name, Path path) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size;
            try (InputStream content = new DigestInputStream(Files.newInputStream(path), digest)) {
                size = content.transferTo(OutputStream.nullOutputStream());
            }
            return new PackagedFile(name, size, HexFormat.of().formatHex(digest.digest(), 0, ETAG_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
