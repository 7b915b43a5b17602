package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.tomodachi.runtime.http.file.FileSource;
import io.quarkiverse.tomodachi.runtime.http.file.ResourceFile;

/** Resources that were listed when the application was built: a name that is not on the list is no file. */
final class PackagedFolder implements Folder {

    private final ClassLoader loader;
    private final String folder;
    private final Map<String, PackagedFile> files = new HashMap<>();
    private final Set<String> directories = new HashSet<>();
    private final Instant modified;

    /** @param modified when the content changed at the latest: archives and executables do not keep that */
    PackagedFolder(ClassLoader loader, String folder, List<PackagedFile> files, Instant modified) {
        this.loader = loader;
        this.folder = folder;
        this.modified = modified;
        directories.add("");
        for (PackagedFile file : files) {
            this.files.putIfAbsent(file.name(), file);
            for (int slash = file.name().indexOf('/'); slash >= 0; slash = file.name().indexOf('/', slash + 1)) {
                directories.add(file.name().substring(0, slash));
            }
        }
    }

    @Override
    public FileSource find(FileName name, String contentType) {
        PackagedFile file = files.get(name.toString());
        return file == null ? null
                : new ResourceFile(loader, folder + "/" + file.name(), contentType, file.size(), modified,
                        '"' + file.digest() + '"');
    }

    @Override
    public boolean isDirectory(FileName name) {
        return directories.contains(name.toString());
    }
}
