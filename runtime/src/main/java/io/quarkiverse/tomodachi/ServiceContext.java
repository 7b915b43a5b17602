package io.quarkiverse.tomodachi;

/**
 * What a handler may know about the service that it belongs to.
 */
public interface ServiceContext {

    /** @return the name, see {@link TomodachiService#value()} */
    String name();

    /** @return the identity, see {@link TomodachiService#uuid()}; the same until the application ends */
    String uuid();
}
