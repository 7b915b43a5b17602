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
}
