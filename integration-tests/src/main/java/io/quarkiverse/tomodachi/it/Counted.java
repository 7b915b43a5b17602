package io.quarkiverse.tomodachi.it;

import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.smallrye.mutiny.Uni;

/** Counts the calls of handlers of messages. */
public class Counted implements MessageMiddleware {

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Uni<Object> handle(MessageCall call, Next next) {
        calls.incrementAndGet();
        return next.proceed();
    }

    int calls() {
        return calls.get();
    }
}
