package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.Flow.Publisher;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.mutiny.subscription.Cancellable;

/** Takes what a channel brings to a handler. */
interface Receiver {

    /**
     * What came from an earlier subscription and has no outcome yet takes its place among those handled at the same time.
     *
     * @return cancels the subscription
     */
    Cancellable subscribe(Publisher<? extends Message<?>> channel);
}
