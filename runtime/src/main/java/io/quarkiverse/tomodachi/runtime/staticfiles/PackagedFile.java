package io.quarkiverse.tomodachi.runtime.staticfiles;

/**
 * A file among the resources of the application, as it was when the application was built.
 *
 * @param name its name below the folder
 * @param size the number of its bytes
 * @param digest what its content makes
 */
public record PackagedFile(String name, long size, String digest) {
}
