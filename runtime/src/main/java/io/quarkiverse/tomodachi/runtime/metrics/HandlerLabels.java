package io.quarkiverse.tomodachi.runtime.metrics;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;

/**
 * Names the series that belong to one trigger of a handler.
 *
 * @param service the name of its service
 * @param handler its class, method and parameters
 * @param transport the kind of trigger
 * @param trigger what it waits for
 */
record HandlerLabels(String service, String handler, String transport, String trigger) {

    static final String OUTCOME = "outcome";
    static final String SUCCESS = "success";
    static final String REFUSED = "refused";
    static final String FAILURE = "failure";

    private static final int FIRST_SERVER_ERROR = 500;

    static HandlerLabels of(HandlerDescription handler, Invocation invocation) {
        return new HandlerLabels(handler.service(), handler.id(), handler.transport(), invocation.trigger());
    }

    /** What an exception means: one that blames the client is an answer like others. */
    static String outcome(Throwable failure) {
        if (failure == null) {
            return SUCCESS;
        }
        return failure instanceof HttpException refusal && refusal.status() < FIRST_SERVER_ERROR ? REFUSED : FAILURE;
    }

    Labels labels() {
        return Labels.of("service", service, "handler", handler, "transport", transport, "trigger", trigger);
    }
}
