package io.quarkiverse.tomodachi;

import io.smallrye.mutiny.Uni;

/** The rest of the way to a handler, as a {@link Middleware} sees it. */
@FunctionalInterface
public interface Next {

    /**
     * Calls what comes next, at last the handler. Nothing happens before the {@code Uni} is subscribed to, which returning it
     * does. The handler runs where its own rules say, whatever thread the subscription comes from.
     * <p>
     * A failed call may be repeated, such as by {@code onFailure().retry().atMost(3)}: each subscription is one more call. A
     * further one while the call runs, or after it has succeeded, fails with {@link IllegalStateException}. Cancelling does not
     * stop a handler that runs.
     *
     * @return the handler's result as it returned it, such as a {@link Response} or an object that becomes JSON,
     *         {@code null} for {@code void}; or its failure, as it was thrown
     */
    Uni<Object> proceed();
}
