package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} answer HTTP requests.
 * <p>
 * The URL is a regular expression that must match the whole path, below {@code quarkus.http.root-path}. Named groups
 * ({@code (?<id>…)}, or Python's {@code (?P<id>…)}) are bound to the parameters of the same name. The first match in
 * declaration order wins, classes in alphabetical order. A handler of {@code GET} answers {@code HEAD} too.
 *
 * <h2>Result</h2> A {@code String} is sent as {@code text/plain; charset=utf-8} (see
 * {@code quarkus.tomodachi.http.content-type}), {@code byte[]} and Vert.x {@code Buffer} as they are, the content of a
 * {@code Path} or {@code File} with the type of its name, an {@code InputStream} as it is read, a {@link Response} with its
 * status, headers and body, {@code null} and {@code void} as 200 without body, anything else as JSON. {@code Uni} and
 * {@code CompletionStage} of these are awaited.
 * <p>
 * The items of a {@code Multi} are sent as they come, as fast as the client takes them: text and bytes as they are,
 * other objects as one JSON array. With the media type {@code application/x-ndjson} each item is a line, with
 * {@code text/event-stream} an event. If the client goes away, the subscription is cancelled; if the {@code Multi}
 * fails after its first item, the connection is broken off.
 *
 * <h2>Thread</h2> A method that returns {@code Uni}, {@code Multi} or {@code CompletionStage} runs on the event loop,
 * every other one on a worker thread; {@code @Blocking}, {@code @NonBlocking} and {@code @RunOnVirtualThread} override.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Http.List.class)
public @interface Http {

    /** In {@link #ignoreLogging()} all statuses but those of 500 and above. */
    int EXCEPT_SERVER_ERRORS = 0;

    /**
     * The HTTP methods.
     *
     * @return one or more methods in any letter case, or {@code "*"} for all
     */
    String[] method();

    /**
     * The path.
     *
     * @return a regular expression for the whole path
     */
    String url();

    /**
     * Statuses whose responses are left out of the access log for this route. A client that did not wait for the response has
     * 499 there, whatever it would have got.
     *
     * @return status codes, or {@link #EXCEPT_SERVER_ERRORS}; empty by default
     */
    int[] ignoreLogging() default {};

    /**
     * Whether the URL may be a regular expression that can take exponential time, because it can take the same text apart in
     * many ways, such as {@code (a+)+}. Without it, such an expression fails the build, or the start if it is configured. With
     * it, as with every expression, a request for which matching takes a million steps is answered with 414.
     *
     * @return {@code false} by default
     */
    boolean allowBacktracking() default false;

    /**
     * The media type of results that do not tell one themselves.
     *
     * @return the {@code Content-Type}; empty, the default, for that of the kind of result
     */
    String produces() default "";

    /** {@code @Http(method = "GET", url = …)}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @Repeatable(Get.List.class)
    @interface Get {

        /** @return the regular expression for the whole path, see {@link Http#url()} */
        String value();

        /** @return see {@link Http#ignoreLogging()} */
        int[] ignoreLogging() default {};

        /** @return see {@link Http#allowBacktracking()} */
        boolean allowBacktracking() default false;

        /** @return see {@link Http#produces()} */
        String produces() default "";

        /** Holds several {@link Get}. */
        @Retention(RUNTIME)
        @Target(METHOD)
        @interface List {
            Get[] value();
        }
    }

    /** {@code @Http(method = "POST", url = …)}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @Repeatable(Post.List.class)
    @interface Post {

        /** @return the regular expression for the whole path, see {@link Http#url()} */
        String value();

        /** @return see {@link Http#ignoreLogging()} */
        int[] ignoreLogging() default {};

        /** @return see {@link Http#allowBacktracking()} */
        boolean allowBacktracking() default false;

        /** @return see {@link Http#produces()} */
        String produces() default "";

        /** Holds several {@link Post}. */
        @Retention(RUNTIME)
        @Target(METHOD)
        @interface List {
            Post[] value();
        }
    }

    /** {@code @Http(method = "PUT", url = …)}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @Repeatable(Put.List.class)
    @interface Put {

        /** @return the regular expression for the whole path, see {@link Http#url()} */
        String value();

        /** @return see {@link Http#ignoreLogging()} */
        int[] ignoreLogging() default {};

        /** @return see {@link Http#allowBacktracking()} */
        boolean allowBacktracking() default false;

        /** @return see {@link Http#produces()} */
        String produces() default "";

        /** Holds several {@link Put}. */
        @Retention(RUNTIME)
        @Target(METHOD)
        @interface List {
            Put[] value();
        }
    }

    /** {@code @Http(method = "PATCH", url = …)}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @Repeatable(Patch.List.class)
    @interface Patch {

        /** @return the regular expression for the whole path, see {@link Http#url()} */
        String value();

        /** @return see {@link Http#ignoreLogging()} */
        int[] ignoreLogging() default {};

        /** @return see {@link Http#allowBacktracking()} */
        boolean allowBacktracking() default false;

        /** @return see {@link Http#produces()} */
        String produces() default "";

        /** Holds several {@link Patch}. */
        @Retention(RUNTIME)
        @Target(METHOD)
        @interface List {
            Patch[] value();
        }
    }

    /** {@code @Http(method = "DELETE", url = …)}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @Repeatable(Delete.List.class)
    @interface Delete {

        /** @return the regular expression for the whole path, see {@link Http#url()} */
        String value();

        /** @return see {@link Http#ignoreLogging()} */
        int[] ignoreLogging() default {};

        /** @return see {@link Http#allowBacktracking()} */
        boolean allowBacktracking() default false;

        /** @return see {@link Http#produces()} */
        String produces() default "";

        /** Holds several {@link Delete}. */
        @Retention(RUNTIME)
        @Target(METHOD)
        @interface List {
            Delete[] value();
        }
    }

    /** Holds several {@link Http}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Http[] value();
    }
}
