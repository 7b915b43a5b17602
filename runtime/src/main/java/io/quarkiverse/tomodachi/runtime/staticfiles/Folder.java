package io.quarkiverse.tomodachi.runtime.staticfiles;

import io.quarkiverse.tomodachi.runtime.http.file.FileSource;

/** Where files are found. Both methods may block. */
interface Folder {

    /**
     * @param contentType the media type to be told
     * @return {@code null} if there is no file of that name that may be read
     */
    FileSource find(FileName name, String contentType);

    boolean isDirectory(FileName name);
}
