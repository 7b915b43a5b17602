package io.quarkiverse.tomodachi.runtime.http;

/** Carries the dispatcher between recorder methods. */
public final class HttpHandlers {

    private final HttpDispatcher dispatcher;

    HttpHandlers(HttpDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    HttpDispatcher dispatcher() {
        return dispatcher;
    }
}
