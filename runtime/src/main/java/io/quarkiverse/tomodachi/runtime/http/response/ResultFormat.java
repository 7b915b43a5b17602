package io.quarkiverse.tomodachi.runtime.http.response;

/**
 * What is known of the results of a handler before it is called.
 *
 * @param contentType the media type where the result tells none, empty for that of the kind of result
 * @param objects whether items of a stream are written as JSON, known also where there is no item
 */
public record ResultFormat(String contentType, boolean objects) {

    /** Nothing is known. */
    public static final ResultFormat ANY = new ResultFormat("", false);
}
