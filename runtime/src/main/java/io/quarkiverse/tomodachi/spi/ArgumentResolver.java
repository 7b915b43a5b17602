package io.quarkiverse.tomodachi.spi;

/**
 * Gives the value of one parameter of a handler. Resolvers are made when the application is built and recorded into it: an
 * implementation is a public class that the bytecode recorder can write, such as a record with values of simple types.
 *
 * @param <I> the invocations that the resolver understands
 */
public interface ArgumentResolver<I extends Invocation> {

    /**
     * Gives the value.
     *
     * @param invocation the occurrence
     * @return the argument; never {@code null} for a primitive parameter
     * @throws Exception if there is no such value; the transport decides what this means
     */
    Object resolve(I invocation) throws Exception;

    /**
     * Whether middleware may give the parameter another value.
     *
     * @return {@code false} for what stands for the occurrence itself, such as the request; {@code true} by default
     */
    default boolean overridable() {
        return true;
    }
}
