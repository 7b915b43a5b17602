package io.quarkiverse.tomodachi.runtime.observe;

/** Watches what the application publishes. A bean, which is only there where it has use for it. */
public interface PublishObserver {

    /**
     * A message is about to be published. Called where the application publishes it.
     *
     * @return is told how it goes on; {@code null} if that is of no interest
     */
    Publishing begin(PublishTarget target);
}
