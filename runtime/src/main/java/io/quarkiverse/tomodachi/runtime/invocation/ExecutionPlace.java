package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jboss.threads.JBossThread;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/** Brings code to where an execution model says. */
final class ExecutionPlace {

    private final ExecutionModel model;
    private final Executor workers;

    ExecutionPlace(ExecutionModel model, Executor workers) {
        this.model = model;
        this.workers = workers;
    }

    /** Whether code that is {@linkplain #isHere(Context) here} already need not be brought here again. */
    boolean mayStay(Context context) {
        // each call has a virtual thread of its own
        return model != ExecutionModel.VIRTUAL_THREAD && isHere(context);
    }

    /** Whether the current thread is a place for the model, and works for the context. */
    boolean isHere(Context context) {
        return context != null && context == Vertx.currentContext() && switch (model) {
            case EVENT_LOOP -> Context.isOnEventLoopThread();
            // not on a virtual one, which blocking code may pin
            case WORKER -> Context.isOnWorkerThread() || Thread.currentThread() instanceof JBossThread;
            case VIRTUAL_THREAD -> !Context.isOnEventLoopThread();
        };
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
            case VIRTUAL_THREAD -> fromContext(context, () -> runOnVirtualThread(code, rejected));
        }
    }

    /** The thread brings along the context that it was asked for on. */
    private static void fromContext(Context context, Runnable code) {
        if (Vertx.currentContext() == context) {
            code.run();
        } else {
            context.runOnContext(ignored -> code.run());
        }
    }

    /** As the context itself would do it, but for the future, which takes the event loop another task. */
    private void runOnWorker(Context context, Runnable code, Consumer<Throwable> rejected) {
        try {
            workers.execute(new Work((ContextInternal) context, code));
        } catch (RejectedExecutionException e) {
            rejected.accept(e);
        }
    }

    private static void runOnVirtualThread(Runnable code, Consumer<Throwable> rejected) {
        try {
            VirtualThreadsRecorder.getCurrent().execute(code);
        } catch (RejectedExecutionException e) {
            rejected.accept(e);
        }
    }

    private record Work(ContextInternal context, Runnable code) implements Runnable {

        @Override
        public void run() {
            // the executor brings along the context of whoever gave it the work
            if (Vertx.currentContext() == context) {
                code.run();
            } else {
                context.dispatch(code);
            }
        }
    }
}
