package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionException;

/** What was really thrown. */
public final class Failures {

    private Failures() {
    }

    /** Takes off the wrappers that {@code CompletionStage} puts around an exception. */
    public static Throwable unwrap(Throwable failure) {
        Throwable current = failure;
        while (current instanceof CompletionException && current.getCause() != null) {
            current = current.getCause();
        }
        return current;
    }

    /**
     * Exceptions are the application's, and one that throws when it is asked for its message would break whatever passes it
     * on, such as {@code CompletionStage}, and nobody would learn the outcome.
     *
     * @return the failure, or one that says what it was if it cannot be told
     */
    public static Throwable tellable(Throwable failure) {
        try {
            failure.toString();
            return failure;
        } catch (Throwable problem) {
            RuntimeException other = new IllegalStateException(failure.getClass().getName()
                    + ", which cannot tell its message, as that throws " + problem.getClass().getName());
            other.setStackTrace(failure.getStackTrace());
            return other;
        }
    }
}
