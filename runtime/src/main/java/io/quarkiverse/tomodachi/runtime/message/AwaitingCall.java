package io.quarkiverse.tomodachi.runtime.message;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/** A call that waits for what it does to a message. */
public final class AwaitingCall {

    private AwaitingCall() {
    }

    /**
     * To be asked before anything is done: the handler that fails in the wait would do the same once more with each attempt.
     *
     * @param method the method that waits
     * @param instead the one that does not
     * @throws IllegalStateException on a thread that must not be blocked
     */
    public static void check(String method, String instead) {
        if (!Infrastructure.canCallerThreadBeBlocked()) {
            throw new IllegalStateException("The method " + method + " waits, and must not on the thread "
                    + Thread.currentThread().getName() + ", an event loop; so it did nothing. Use the Uni of " + instead
                    + ", or annotate the handler with @Blocking");
        }
    }
}
