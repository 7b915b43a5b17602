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
}
