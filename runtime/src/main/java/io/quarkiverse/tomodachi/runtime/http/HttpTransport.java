package io.quarkiverse.tomodachi.runtime.http;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** Answers new requests with 503 while running ones end. */
@Singleton
public class HttpTransport implements Transport {

    private volatile HttpDispatcher dispatcher;

    void use(HttpDispatcher newDispatcher) {
        this.dispatcher = newDispatcher;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Uni<Void> pause() {
        HttpDispatcher current = dispatcher;
        if (current != null) {
            current.pause();
        }
        return Uni.createFrom().voidItem();
    }
}
