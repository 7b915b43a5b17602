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

    private static final String NO_THREAD = "There is no thread free for the handler, and as many calls wait for one as may";
    private static final String LOOP_ENDED = "The event loop of the handler has ended";

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

    /** A context to run code on there, {@code null} for any: that of the call which the thread has come to the end of. */
    Context next() {
        return Turn.at(this) == null ? null : ContextInternal.current().unwrap();
    }

    /**
     * Runs the code there, later.
     *
     * @param rejected told why the code will not run, such as that there are no more threads for it; nothing is thrown
     */
    void run(Context context, Runnable code, Consumer<Throwable> rejected) {
        try {
            run((ContextInternal) context, code);
        } catch (RejectedExecutionException e) {
            rejected.accept(new NotBegunException(model == ExecutionModel.EVENT_LOOP ? LOOP_ENDED : NO_THREAD, e));
        } catch (RuntimeException | Error e) {
            rejected.accept(new NotBegunException("The handler could not be brought to a thread: " + e, e));
        }
    }

    private void run(ContextInternal context, Runnable code) {
        switch (model) {
            case EVENT_LOOP -> runOnEventLoop(context, code);
            case WORKER -> runOnWorker(context, code);
            case VIRTUAL_THREAD -> runOnVirtualThread(context, code);
        }
    }

    private void runOnEventLoop(ContextInternal context, Runnable code) {
        Turn turn = context.isEventLoopContext() && context.nettyEventLoop().inEventLoop() ? Turn.at(this) : null;
        if (turn != null) {
            turn.take(context, code);
        } else if (context.isEventLoopContext()) {
            context.nettyEventLoop().execute(new Turn(this, context, code));
        } else {
            context.runOnContext(ignored -> code.run());
        }
    }

    /** As the context itself would do it, but for the future, which takes the event loop another task. */
    private void runOnWorker(ContextInternal context, Runnable code) {
        Turn turn = Turn.at(this);
        if (turn != null) {
            turn.take(context, code);
        } else {
            workers.execute(new Turn(this, context, code));
        }
    }

    /** The thread brings along the context that it was asked for on. */
    private static void runOnVirtualThread(ContextInternal context, Runnable code) {
        ContextInternal before = context.beginDispatch();
        try {
            VirtualThreadsRecorder.getCurrent().execute(code);
        } finally {
            context.endDispatch(before);
        }
    }
}
