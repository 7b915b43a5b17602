package io.quarkiverse.tomodachi.runtime.lifecycle;

import io.quarkus.runtime.Application;

/** The start of the application as Quarkus sees it, of which the last part is that everything listens. */
final class ApplicationStart {

    private static final String[] NO_ARGUMENTS = {};

    private ApplicationStart() {
    }

    /**
     * Waits for its end, on another thread than that of the start. Quarkus tells only of the first server that listens, when
     * another one may still find its port taken.
     *
     * @return whether the application has started, and does not end already
     */
    static boolean await() {
        Application application = Application.currentApplication();
        if (application == null) {
            return true;
        }
        try {
            // does no more than to wait, as the start has begun
            application.start(NO_ARGUMENTS);
            return true;
        } catch (IllegalStateException e) {
            // it has failed, which Quarkus tells, or ends, which the termination tells
            return false;
        }
    }
}
