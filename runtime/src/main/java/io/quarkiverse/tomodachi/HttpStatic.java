package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Serves the files of a folder. The method that carries the annotation is never called.
 * <p>
 * Only regular files below the folder are served, to {@code GET} and {@code HEAD}; nothing outside of it can be reached,
 * neither by dot segments in any encoding nor through symbolic links.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(HttpStatic.List.class)
public @interface HttpStatic {

    /** @return the folder, absolute or relative to the working directory; may be a configuration expression */
    String path();

    /**
     * Where the files appear.
     *
     * @return a regular expression for the beginning of the path, what follows is the file's name; or, with a group
     *         {@code filename}, for the whole path
     */
    String url();

    /** Holds several {@link HttpStatic}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        HttpStatic[] value();
    }
}
