package io.quarkiverse.tomodachi.runtime.http;

/** The part of a path that patterns are matched with. */
public final class HttpPaths {

    private HttpPaths() {
    }

    /** The path below {@code quarkus.http.root-path}, beginning with a slash. */
    public static String below(String rootPath, String path) {
        if (path == null || path.isEmpty()) {
            return "/";
        }
        int length = rootPath.endsWith("/") ? rootPath.length() - 1 : rootPath.length();
        return path.length() > length && path.startsWith(rootPath.substring(0, length)) ? path.substring(length)
                : path.length() == length ? "/" : path;
    }
}
