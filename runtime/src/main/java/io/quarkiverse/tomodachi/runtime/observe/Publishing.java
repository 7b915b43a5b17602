package io.quarkiverse.tomodachi.runtime.observe;

import java.util.Map;

/** One message on its way. */
public interface Publishing {

    /** Nobody watches. */
    Publishing NONE = (messageId, failure) -> {
    };

    /** What travels with the message, the most important first; the transport leaves out what it has no room for. */
    default Map<String, String> fields() {
        return Map.of();
    }

    /**
     * The outcome is known. Called once, on any thread.
     *
     * @param messageId what the broker calls the message, {@code null} if it gave it no name
     * @param failure why it was not published, {@code null} if it was
     */
    void ended(String messageId, Throwable failure);
}
