package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.util.List;

/**
 * A folder among the resources of the application.
 *
 * @param name its name on the class path, {@code null} if the annotation can mean none
 * @param directories where it is on disk while the application is developed or tested; its files may change there
 * @param files its files in archives
 */
public record ResourceFolder(String name, List<String> directories, List<PackagedFile> files) {

    public static final String PREFIX = "classpath:";

    boolean exists() {
        return !directories.isEmpty() || !files.isEmpty();
    }
}
