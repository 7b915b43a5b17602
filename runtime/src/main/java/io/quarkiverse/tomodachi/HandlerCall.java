package io.quarkiverse.tomodachi;

import java.util.Map;
import java.util.Set;

/** One call of a handler, as {@link Middleware} and decorators see it. */
public interface HandlerCall {

    /** @return the handler, as in {@code org.acme.Shop#create(String)} */
    String handler();

    /** @return the service that the handler belongs to */
    ServiceContext service();

    /**
     * Values that all middleware and decorators of this call share. An error handler that answers for a handler is a
     * call of its own, with values of its own.
     *
     * @return a map to read and write, without {@code null}, safe for several threads
     */
    Map<String, Object> attributes();

    /**
     * The names of the parameters that {@link #argument(String, Object)} can set.
     *
     * @return names in the order of declaration; without those of parameters that stand for the occurrence itself, such as a
     *         {@code RoutingContext}
     */
    Set<String> arguments();

    /**
     * Gives a parameter of the handler a value in place of the one that it would be bound to, which then is neither read nor
     * converted. The last value given before the handler is called counts.
     *
     * @param name the name of the parameter
     * @param value the value, of the parameter's type; {@code null} unless it is primitive
     * @throws IllegalArgumentException if the handler has no such parameter, it is not one of {@link #arguments()}, or
     *         the value is of another type
     */
    void argument(String name, Object value);
}
