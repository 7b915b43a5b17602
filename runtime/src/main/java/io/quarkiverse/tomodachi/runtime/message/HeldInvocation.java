package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.spi.Invocation;

/** Held, so that what follows the handler does so on its thread, from where the next message can be handled. */
abstract class HeldInvocation implements Invocation {

    private Runnable held;

    @Override
    public final void begin(Runnable handler) {
        held = handler;
    }

    /** How many messages the handler is called for. */
    abstract int size();

    /** To be called when the result of the invocation has been told what follows. */
    final void go() {
        Runnable handler = held;
        held = null;
        if (handler != null) {
            handler.run();
        }
    }
}
