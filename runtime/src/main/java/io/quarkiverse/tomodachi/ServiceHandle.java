package io.quarkiverse.tomodachi;

import java.util.List;

/** A service of the running application, see {@link Tomodachi#services()}. */
public interface ServiceHandle extends ServiceContext {

    /**
     * The class of the service.
     *
     * @return the class with the annotation {@link TomodachiService}
     */
    Class<?> type();

    /**
     * The instance that handlers are called on, a client proxy if the service is of a normal scope such as
     * {@code @ApplicationScoped}. It is created if there is none yet.
     *
     * @return always the same
     * @throws IllegalStateException if the service is {@code @Dependent}, so that each call has an instance of its own
     */
    Object instance();

    /**
     * The handlers, static files among them, as the start-up summary tells them. Life-cycle methods are none.
     *
     * @return by transport, in the order of their declaration; without what has no name before transports have started, such as
     *         in a method with {@link StartService}
     */
    List<HandlerInfo> handlers();

    /**
     * The methods of this service that receive messages, which can be paused and resumed: all of them together with
     * {@code pausableHandlers().forEach(PausableHandler::pause)}.
     *
     * @return as {@link Tomodachi#pausableHandlers()}
     */
    List<PausableHandler> pausableHandlers();

    /**
     * Finds a method that receives messages.
     *
     * @param method its name, or where several have that name, the name and the types of parameters as in
     *        {@link PausableHandler#handler()}
     * @return the handler
     * @throws IllegalArgumentException if there is none of that name, or several; the message tells which ones there are
     */
    PausableHandler pausableHandler(String method);
}
