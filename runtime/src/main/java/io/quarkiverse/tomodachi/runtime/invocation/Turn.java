package io.quarkiverse.tomodachi.runtime.invocation;

import io.vertx.core.impl.ContextInternal;

/**
 * What a thread runs of one handler, one call after the other: where the end of a call leads to the next one, such as that of a
 * message to the message after it, handing that to another thread would cost more than many a handler. Others have their turn
 * after some calls.
 */
final class Turn implements Runnable {

    private static final int MOST_CALLS = 16;

    private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

    private final ExecutionPlace place;
    private ContextInternal context;
    private Runnable code;
    private int calls;
    /** Only what the end of a call leads to is taken: what comes in the midst of it would have to wait for that. */
    private boolean ending;

    Turn(ExecutionPlace place, ContextInternal context, Runnable code) {
        this.place = place;
        this.context = context;
        this.code = code;
    }

    /** The turn that would take a call in that place now, {@code null} if there is none. */
    static Turn at(ExecutionPlace place) {
        Turn current = CURRENT.get();
        return current != null && current.ending && current.place == place && current.code == null
                && current.calls < MOST_CALLS ? current : null;
    }

    /** To be called by the code when nothing is left of it but to tell its result. */
    static void end(Runnable tell) {
        Turn current = CURRENT.get();
        if (current == null || current.ending) {
            tell.run();
            return;
        }
        current.ending = true;
        try {
            tell.run();
        } finally {
            current.ending = false;
        }
    }

    void take(ContextInternal nextContext, Runnable nextCode) {
        context = nextContext;
        code = nextCode;
    }

    @Override
    public void run() {
        Turn before = CURRENT.get();
        CURRENT.set(this);
        try {
            while (code != null) {
                Runnable current = code;
                code = null;
                calls++;
                // the executor brings along the context of whoever gave it the work
                if (ContextInternal.current() == context) {
                    current.run();
                } else {
                    context.dispatch(current);
                }
            }
        } finally {
            CURRENT.set(before);
        }
    }
}
