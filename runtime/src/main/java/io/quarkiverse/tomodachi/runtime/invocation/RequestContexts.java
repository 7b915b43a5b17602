package io.quarkiverse.tomodachi.runtime.invocation;

import jakarta.inject.Singleton;

/** Tells whether anything of the application could use the request context of an occurrence. */
@Singleton
public class RequestContexts {

    private volatile boolean used = true;

    /** Told before the first handler is made. */
    void unused() {
        used = false;
    }

    public boolean used() {
        return used;
    }
}
