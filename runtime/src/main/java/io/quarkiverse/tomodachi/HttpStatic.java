package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Serves the files of a folder. The method that carries the annotation is never called.
 * <p>
 * Only regular files below the folder are served, to {@code GET} and {@code HEAD}, with {@code ETag} and
 * {@code Last-Modified}, conditional requests and ranges of bytes; other methods get 405. Nothing outside of the folder can be
 * reached, neither by dot segments in any encoding nor through symbolic links, and folders are not listed. A path that is no
 * file goes on to what else may answer it, and to the {@link HttpError} handler of 404 at the end. HTTP handlers that match the
 * path come first.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(HttpStatic.List.class)
public @interface HttpStatic {

    /**
     * The folder. A configuration expression is resolved when the application starts.
     * <p>
     * An absolute path, or one that begins with {@code file:}, is a folder on disk. One that begins with
     * {@code classpath:} is a folder among the resources of the application ({@code src/main/resources}, and those of
     * libraries), which is in native executables too. Any other path is a folder in the working directory, if it is
     * there when the application starts, otherwise one among the resources.
     *
     * @return the folder
     */
    String path();

    /**
     * Where the files appear. May be a configuration expression.
     *
     * @return a regular expression for the beginning of the path, what follows is the file's name; or, with a group
     *         {@code filename}, for the whole path
     */
    String url();

    /**
     * The file that answers for a folder, such as {@code index.html}. The path of a folder that has this file is redirected to
     * the one with a slash at its end.
     *
     * @return the name of a file; empty, the default, if folders answer 404
     */
    String index() default "";

    /**
     * The value of the header {@code Cache-Control}, such as {@code public, max-age=3600}. May be a configuration expression.
     *
     * @return the value; empty, the default, if the header is not sent
     */
    String cacheControl() default "";

    /**
     * The charset that is told with the content type of text files ({@code text/…}).
     *
     * @return a charset, {@code utf-8} by default; empty if none is told
     */
    String charset() default "utf-8";

    /**
     * Whether files and folders whose names begin with a dot are served. {@code .well-known} always is.
     *
     * @return {@code false} by default
     */
    boolean hidden() default false;

    /**
     * Whether {@code app.js.br} or {@code app.js.gz}, where it is beside {@code app.js}, is sent for it to clients that
     * take that encoding.
     *
     * @return {@code false} by default
     */
    boolean precompressed() default false;

    /**
     * Statuses whose responses are left out of the access log.
     *
     * @return status codes, or {@link Http#EXCEPT_SERVER_ERRORS}; empty by default
     */
    int[] ignoreLogging() default {};

    /** @return see {@link Http#allowBacktracking()} */
    boolean allowBacktracking() default false;

    /** Holds several {@link HttpStatic}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        HttpStatic[] value();
    }
}
