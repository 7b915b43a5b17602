package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;

/** Counts the invocation as running from its arrival until nothing of it is needed any more. */
final class InFlightInvoker implements HandlerInvoker {

    private final InFlight inFlight;
    private final TaskCount tasks;
    private final HandlerInvoker delegate;
    private final Runnable requestEnd;
    private final Runnable workEnd;
    private final Runnable taskEnd;

    InFlightInvoker(InFlight inFlight, TaskCount tasks, HandlerInvoker delegate) {
        this.inFlight = inFlight;
        this.tasks = tasks;
        this.delegate = delegate;
        this.requestEnd = () -> end(inFlight.requests());
        this.workEnd = () -> end(inFlight.work());
        this.taskEnd = tasks::end;
    }

    private void end(Pending pending) {
        tasks.end();
        pending.end();
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        Runnable end = begin(invocation);
        return Completion.thenRelease(Completion.of(delegate, invocation), invocation, end);
    }

    /** @return its end */
    private Runnable begin(Invocation invocation) {
        tasks.begin();
        if (invocation.isRequest()) {
            inFlight.requests().begin();
            return requestEnd;
        }
        if (invocation.isAwaitedByCaller()) {
            return taskEnd;
        }
        inFlight.work().begin();
        return workEnd;
    }
}
