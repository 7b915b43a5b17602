package io.quarkiverse.tomodachi.runtime.staticfiles;

/** A folder and where its files appear, as written. */
public record StaticFilesDescription(String path, String url) {
}
