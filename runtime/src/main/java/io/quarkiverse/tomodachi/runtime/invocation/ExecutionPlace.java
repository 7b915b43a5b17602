package io.quarkiverse.tomodachi.runtime.invocation;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Brings code to where an execution model says. */
final class ExecutionPlace {

    private final ExecutionModel model;

    ExecutionPlace(ExecutionModel model) {
        this.model = model;
    }

    /** Whether the current thread is a place for the model, and works for the context. */
    boolean isHere(Context context) {
        return context != null && context == Vertx.currentContext()
                && Context.isOnEventLoopThread() == (model == ExecutionModel.EVENT_LOOP);
    }

    /** Runs the code there, later. */
    void run(Context context, Runnable code) {
        switch (model) {
            case EVENT_LOOP -> context.runOnContext(ignored -> code.run());
            case WORKER -> context.executeBlocking(() -> {
                code.run();
                return null;
            }, false);
            case VIRTUAL_THREAD -> context.runOnContext(ignored -> VirtualThreadsRecorder.getCurrent().execute(code));
        }
    }
}
