package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.util.Set;

/** A folder and where its files appear, as written. */
public record StaticFilesDescription(String service, String path, String url, String index, String cacheControl, String charset,
        boolean hidden, boolean precompressed, Set<Integer> unlogged, ResourceFolder resources, boolean allowBacktracking) {
}
