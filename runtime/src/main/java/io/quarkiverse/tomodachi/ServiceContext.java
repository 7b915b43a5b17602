package io.quarkiverse.tomodachi;

import java.util.Map;

/**
 * What a handler may know about the service that it belongs to.
 */
public interface ServiceContext {

    /** @return the name, see {@link TomodachiService#value()} */
    String name();

    /** @return the identity, see {@link TomodachiService#uuid()}; the same until the application ends */
    String uuid();

    /** @return see {@link Tomodachi#executionContext()}; empty where there is no application, as in plain unit tests */
    default Map<String, Object> executionContext() {
        return Map.of();
    }

    /**
     * The fields that everything has which is logged where this is called: those of the handler, such as {@code handler},
     * {@code service} and {@code message_uuid}, and what else was put into the MDC.
     *
     * @return a copy; empty where there is no application, as in plain unit tests
     */
    default Map<String, String> loggerFields() {
        return Map.of();
    }
}
