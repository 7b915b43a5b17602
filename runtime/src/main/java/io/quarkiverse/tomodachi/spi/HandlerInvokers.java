package io.quarkiverse.tomodachi.spi;

/** Makes invokers for transports. A bean of the application. */
public interface HandlerInvokers {

    /**
     * Makes the invoker of a handler.
     *
     * @param handler the handler
     * @return an invoker, to be kept and used for every invocation
     */
    HandlerInvoker create(HandlerDescription handler);

    /**
     * Makes an invoker for other code that belongs to a handler, such as a callback that it returned: counted, dispatched and
     * given a request context like the handler itself.
     *
     * @param handler the handler
     * @param code what is called instead of its method
     * @return an invoker, to be kept and used for every invocation
     */
    HandlerInvoker create(HandlerDescription handler, HandlerInvoker code);
}
