package io.quarkiverse.tomodachi.runtime.staticfiles;

import io.quarkiverse.tomodachi.runtime.http.file.FileSource;

/**
 * What a path stands for.
 *
 * @param site where it was found
 * @param file the file, {@code null} if the path is that of a folder and lacks its slash
 * @param encoding what the file is compressed with, {@code null} if it is not
 * @param negotiated whether another client would get the file with another encoding
 */
record StaticAnswer(StaticSite site, FileSource file, ContentEncoding encoding, boolean negotiated) {
}
