package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.vertx.core.Context;
import io.vertx.core.Future;
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

    /**
     * Runs the code there, later.
     *
     * @param rejected told why the code will not run, such as that there are no more threads for it
     */
    void run(Context context, Runnable code, Consumer<Throwable> rejected) {
        switch (model) {
            case EVENT_LOOP -> context.runOnContext(ignored -> code.run());
            case WORKER -> runOnWorker(context, code, rejected);
            case VIRTUAL_THREAD -> context.runOnContext(ignored -> runOnVirtualThread(code, rejected));
        }
    }

    /** A rejection is there at once; to wait for the end of the code would take the event loop one more task. */
    private static void runOnWorker(Context context, Runnable code, Consumer<Throwable> rejected) {
        Work work = new Work(code);
        Future<Void> submitted = context.executeBlocking(work, false);
        if (submitted.failed() && !work.begun) {
            rejected.accept(submitted.cause());
        }
    }

    private static void runOnVirtualThread(Runnable code, Consumer<Throwable> rejected) {
        try {
            VirtualThreadsRecorder.getCurrent().execute(code);
        } catch (RejectedExecutionException e) {
            rejected.accept(e);
        }
    }

    private static final class Work implements Callable<Void> {

        private final Runnable code;
        private volatile boolean begun;

        Work(Runnable code) {
            this.code = code;
        }

        @Override
        public Void call() {
            begun = true;
            code.run();
            return null;
        }
    }
}
