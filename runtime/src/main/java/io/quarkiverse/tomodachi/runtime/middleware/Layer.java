package io.quarkiverse.tomodachi.runtime.middleware;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.Next;
import io.smallrye.mutiny.Uni;

/** One of those that stand around a handler. */
@FunctionalInterface
public interface Layer {

    /** @return never {@code null} */
    Uni<Object> apply(HandlerCall call, Next next) throws Exception;
}
